import { send } from './client'

/** A token that is shown once, for the person whose account it opens. */
export interface OneTimeToken {
  token: string
  expires_at: string
  /** A second administrator has to approve before it works. */
  approval_needed: boolean
}

export const inviteUser = (id: string): Promise<OneTimeToken> => send('post', `/api/users/${id}/invite`)
export const resetUser = (id: string): Promise<OneTimeToken> => send('post', `/api/users/${id}/reset`)
export const resetUserWhole = (id: string): Promise<OneTimeToken> => send('post', `/api/users/${id}/reset-all`)
export const approveReset = (id: string): Promise<void> => send('post', `/api/users/${id}/reset/approve`)
export const unlockUser = (id: string): Promise<void> => send('post', `/api/users/${id}/unlock`)
export const disableUser = (id: string, version: number): Promise<void> =>
  send('post', `/api/users/${id}/disable`, { version })
export const enableUser = (id: string, version: number): Promise<void> =>
  send('post', `/api/users/${id}/enable`, { version })

export interface UserAppointment {
  id: string
  role: string
  zone_id: string | null
  zone_name: string | null
  department_id: string | null
  department_name: string | null
  park_id: string | null
  park_name: string | null
  ent_id: string | null
  ent_name: string | null
  valid_from: string
  valid_to: string | null
  /** Asked for, and not in force until a second administrator has approved it. */
  waits: boolean
  asked_by_name: string | null
}
export const listAppointments = async (user: string): Promise<UserAppointment[]> =>
  (await send<{ items: UserAppointment[] }>('get', `/api/users/${user}/appointments`)).items
export const addAppointment = (
  user: string,
  members: Record<string, unknown>,
  once: string,
): Promise<UserAppointment> => send('post', `/api/users/${user}/appointments`, { body: members, once })
export const endAppointment = (user: string, id: string): Promise<void> =>
  send('delete', `/api/users/${user}/appointments/${id}`)
export const approveAppointment = (user: string, id: string): Promise<void> =>
  send('post', `/api/users/${user}/appointments/${id}/approve`)

/** Departments, parks or enterprises of a zone, by name, for whoever appoints people there and sees no more of them. */
export const findPlaces = async (
  entity: 'department' | 'park' | 'enterprise',
  zone: string,
  words: string,
): Promise<{ id: string; name: string }[]> =>
  zone
    ? (
        await send<{ items: { id: string; name: string }[] }>(
          'get',
          `/api/appointment-places?${new URLSearchParams({ entity, zone_id: zone, q: words })}`,
        )
      ).items
    : []
