import { call, type Item } from './client'
import type { OneTimeToken, Operations } from './generated'

export type { OneTimeToken }

export const inviteUser = (id: string): Promise<OneTimeToken> => call('user.invite', { id })
export const resetUser = (id: string): Promise<OneTimeToken> => call('user.reset', { id })
export const resetUserWhole = (id: string): Promise<OneTimeToken> => call('user.reset_all', { id })
export const approveReset = (id: string): Promise<void> => call('user.approve_reset', { id })
export const unlockUser = (id: string): Promise<void> => call('user.unlock', { id })
export const disableUser = (id: string, version: number): Promise<void> => call('user.disable', { id, version })
export const enableUser = (id: string, version: number): Promise<void> => call('user.enable', { id, version })

export type UserAppointment = Item<'appointment.list'>
export const listAppointments = async (user: string): Promise<UserAppointment[]> =>
  (await call('appointment.list', { id: user })).items
export type NewAppointment = Operations['appointment.add']['takes']['body']
export const addAppointment = (user: string, body: NewAppointment, once: string): Promise<UserAppointment> =>
  call('appointment.add', { id: user, body, once })
export const endAppointment = (user: string, appointment: string): Promise<void> =>
  call('appointment.end', { id: user, appointment })
export const approveAppointment = (user: string, appointment: string): Promise<void> =>
  call('appointment.approve', { id: user, appointment })

const named = ({ id, name }: Item<'appointment.places'>) => ({ id: String(id), name: name ?? '' })

/** Departments, parks or enterprises of a zone, by name, for whoever appoints people there and sees no more of them. */
export const findPlaces = async (
  entity: 'department' | 'park' | 'enterprise',
  zone: string,
  words: string,
): Promise<{ id: string; name: string }[]> =>
  zone ? (await call('appointment.places', { query: { entity, zone_id: zone, q: words } })).items.map(named) : []
