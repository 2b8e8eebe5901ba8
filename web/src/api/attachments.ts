import type { AttachmentKind, Entity } from '@/base/field'
import { send } from './client'

/** A file that a record has. */
export interface Attachment {
  id: string
  file_id: string
  kind: string
  name: string
  media: string
  size: number
  created_at: string
  user_name: string
}
export interface Remark {
  id: string
  text: string
  created_at: string
  user_name: string
  /** Of one's own, as long as it can be taken back. */
  withdrawable_until: string | null
}

type Of = Pick<Entity, 'path'>
const base = (of: Of, id: string): string => `/api/${of.path}/${id}`

export const listAttachments = (of: Of, id: string): Promise<{ items: Attachment[] }> =>
  send('get', base(of, id) + '/attachments')
export const addAttachment = (
  of: Of,
  id: string,
  kind: Pick<AttachmentKind, 'code'>,
  file: File,
): Promise<Attachment> =>
  send('post', base(of, id) + '/attachments', {
    query: new URLSearchParams({ kind: kind.code, name: file.name }),
    file: new Blob([file], { type: 'application/octet-stream' }),
  })
export const removeAttachment = (of: Of, id: string, attachment: string, reason: string): Promise<void> =>
  send('delete', `${base(of, id)}/attachments/${attachment}`, { query: new URLSearchParams({ reason }) })
export const fileAddress = (attachment: Pick<Attachment, 'file_id'>): string => '/api/files/' + attachment.file_id

export const listRemarks = (of: Of, id: string, after = ''): Promise<{ items: Remark[]; next: string | null }> =>
  send('get', base(of, id) + '/remarks', { query: new URLSearchParams(after ? { after } : {}) })
export const addRemark = (of: Of, id: string, text: string, once: string): Promise<Remark> =>
  send('post', base(of, id) + '/remarks', { body: { text }, once })
export const withdrawRemark = (of: Of, id: string, remark: string): Promise<void> =>
  send('delete', `${base(of, id)}/remarks/${remark}`)
