import { computed, shallowRef } from 'vue'
import { Problem } from '@/base/problem'
import { send } from './client'

export interface Appointment {
  role: string
  zone_id: string | null
  zone_name: string | null
  department_id: string | null
  department_name: string | null
  park_id: string | null
  park_name: string | null
  ent_id: string | null
  ent_name: string | null
  duties: string[]
}

export interface Session {
  user: {
    id: string
    login: string
    name: string
    language: 'zh' | 'en' | null
    must_change_password: boolean
    /** A second factor is asked for and there is none: nothing else is open until it is enrolled. */
    must_enroll_second_factor: boolean
    second_factor_enrolled: boolean
  }
  appointments: Appointment[]
  /** Operations the user may run: enterprise.list, … */
  operations: string[]
  idle_ms: number
  server_time: string
}

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
    session.value = await send<Session>('get', '/api/session')
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status !== 401) throw problem
    session.value = undefined
  }
}

export async function signIn(login: string, password: string, code?: string): Promise<void> {
  session.value = await send<Session>('post', '/api/session', { body: { login, password, ...(code ? { code } : {}) } })
}

export async function signOut(): Promise<void> {
  await send('delete', '/api/session').catch((problem: unknown) => {
    if (!(problem instanceof Problem) || problem.status !== 401) throw problem
  })
  session.value = undefined
}

export const confirmPassword = (password: string, code?: string): Promise<void> =>
  send('post', '/api/session/confirm', { body: { password, ...(code ? { code } : {}) } })

export const firstStartNeeded = async (): Promise<boolean> =>
  (await send<{ needed: boolean }>('get', '/api/first-start')).needed

export const firstStart = (body: { token: string; login: string; name: string; password: string }): Promise<void> =>
  send('post', '/api/first-start', { body })

export const activate = (token: string, password: string): Promise<void> =>
  send('post', '/api/activation', { body: { token, password } })

// ---- the user's own account

/** Keeps the language that notices and exports are written in. */
export const keepLanguage = (language: 'zh' | 'en'): Promise<void> =>
  send('patch', '/api/account', { body: { language } })

export const changePassword = (current: string, next: string): Promise<void> =>
  send('post', '/api/account/password', { body: { current, new: next } })

export const enrolTotp = (): Promise<{ secret: string; uri: string }> => send('post', '/api/account/totp', { body: {} })
export const confirmTotp = (code: string): Promise<{ recovery_codes: string[] }> =>
  send('post', '/api/account/totp/confirm', { body: { code } })
export const removeTotp = (): Promise<void> => send('delete', '/api/account/totp')

export interface OpenSession {
  id: string
  created_at: string
  seen_at: string
  peer: string
  agent: string
  current: boolean
}
export const openSessions = async (): Promise<OpenSession[]> =>
  (await send<{ items: OpenSession[] }>('get', '/api/account/sessions')).items
export const endSession = (id?: string): Promise<void> => send('delete', '/api/account/sessions' + (id ? '/' + id : ''))
