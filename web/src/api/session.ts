import { computed, shallowRef } from 'vue'
import { Problem } from '@/base/problem'
import { call, type Item, type Reply } from './client'
import type { Session, SessionAppointment } from './generated'

export type { Session }
export type Appointment = SessionAppointment

/** Who is signed in; nothing before and after. */
export const session = shallowRef<Session>()
const allowed = computed(() => new Set(session.value?.operations ?? []))

/** Whether the user may run an operation somewhere. The server decides about each record. */
export const may = (operation: string): boolean => allowed.value.has(operation)

/** The zone that the user is appointed in, if it is one. */
export const zoneId = computed(() => session.value?.appointments.find((a) => a.zone_id)?.zone_id ?? undefined)
export const zoneName = computed(() => session.value?.appointments.find((a) => a.zone_name)?.zone_name ?? '')

/** Asks who is signed in; nobody is no error. */
export async function loadSession(): Promise<void> {
  try {
    session.value = await call('session.show')
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status !== 401) throw problem
    session.value = undefined
  }
}

export async function signIn(login: string, password: string, code?: string): Promise<void> {
  session.value = await call('session.open', { body: { login, password, ...(code ? { code } : {}) } })
}

export async function signOut(): Promise<void> {
  await call('session.close').catch((problem: unknown) => {
    if (!(problem instanceof Problem) || problem.status !== 401) throw problem
  })
  session.value = undefined
}

export const confirmPassword = (password: string, code?: string): Promise<void> =>
  call('session.confirm', { body: { password, ...(code ? { code } : {}) } })

export const firstStartNeeded = async (): Promise<boolean> => (await call('first_start.show')).needed

export const firstStart = (body: { token: string; login: string; name: string; password: string }): Promise<void> =>
  call('first_start.run', { body })

export const activate = (token: string, password: string): Promise<void> =>
  call('activation.run', { body: { token, password } })

// ---- the user's own account

/** Keeps the language that notices and exports are written in. */
export const keepLanguage = (language: 'zh' | 'en'): Promise<void> => call('account.edit', { body: { language } })

export const changePassword = (current: string, next: string): Promise<void> =>
  call('account.password', { body: { current, new: next } })

export async function enrolTotp(): Promise<{ secret: string; uri: string }> {
  const { secret, uri } = await call('account.second_factor_begin')
  return { secret: secret ?? '', uri: uri ?? '' }
}
export const confirmTotp = (code: string): Promise<Reply<'account.second_factor_confirm'>> =>
  call('account.second_factor_confirm', { body: { code } })
export const removeTotp = (): Promise<void> => call('account.second_factor_end')

export type OpenSession = Item<'account.sessions'> & { id: string }
export const openSessions = async (): Promise<OpenSession[]> =>
  (await call('account.sessions')).items.filter((s): s is OpenSession => s.id !== null)
export const endSession = (id?: string): Promise<void> =>
  id ? call('account.end_session', { id }) : call('account.end_other_sessions')
