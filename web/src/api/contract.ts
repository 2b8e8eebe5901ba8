import type { Attachment, Remark } from './attachments'
import type { Batch, BatchProblem, PreviewRow, Report } from './imports'
import type { Job } from './jobs'
import type { AuditEntry, Figure, Notification, SavedView } from './platform'
import type { HistoryEntry } from './records'
import type { TimelineItem } from './registry'
import type { components } from './schema'
import type { Appointment, OpenSession, Session } from './session'
import type { OneTimeToken, UserAppointment } from './users'

// The members that pages read are among those that the server's OpenAPI document promises: what compiles here, holds.
type Schemas = components['schemas']
type Missing<Read, Promised> = Exclude<keyof Read, keyof Promised>
type Holds<T extends never> = T

export type Contract = [
  Holds<Missing<Session, Schemas['session']>>,
  Holds<Missing<Session['user'], Schemas['session_user']>>,
  Holds<Missing<Appointment, Schemas['session_appointment']>>,
  Holds<Missing<OpenSession, Schemas['open_session']>>,
  Holds<Missing<Omit<Job, 'user_name'>, Schemas['job']>>,
  Holds<Missing<SavedView, Schemas['saved_view']>>,
  Holds<Missing<Notification, Schemas['notification']>>,
  Holds<Missing<Figure, Schemas['figure']>>,
  Holds<Missing<OneTimeToken, Schemas['one_time_token']>>,
  Holds<Missing<UserAppointment, Schemas['appointment']>>,
  Holds<Missing<Omit<AuditEntry, 'before' | 'after' | 'record_title'>, Schemas['audit_entry']>>,
  Holds<Missing<Omit<HistoryEntry, 'changes'>, Schemas['history_entry']>>,
  Holds<Missing<Attachment, Schemas['attachment']>>,
  Holds<Missing<Remark, Schemas['remark']>>,
  Holds<Missing<TimelineItem, Schemas['timeline_item']>>,
  Holds<Missing<Omit<Batch, 'job_id'>, Schemas['import_batch']>>,
  Holds<Missing<Report, Schemas['import_report']>>,
  Holds<Missing<BatchProblem, Schemas['import_problem']>>,
  Holds<Missing<Omit<PreviewRow, 'before' | 'after' | 'cells'>, Schemas['import_row']>>,
]
