import type { Rec } from '@/api/records'

/** Something that happens to an enterprise on a day and for a reason, beyond other values of its fields. */
export interface Happening {
  name: 'stage' | 'code' | 'merge' | 'unmerge' | 'split'
  /** What it asks for beside the day and the reason. */
  fields: ('stage' | 'uscc' | 'into' | 'correction' | 'parts' | 'ends')[]
  /** Undoing has no day of its own. */
  dated: boolean
  danger?: boolean
  shows: (enterprise: Rec) => boolean
}

const merged = (e: Rec): boolean => Boolean(e.merged_into)
const alive = (e: Rec): boolean => !merged(e) && e.stage !== 'deregistered'

export const happenings: Happening[] = [
  { name: 'stage', fields: ['stage', 'correction'], dated: true, shows: alive },
  { name: 'code', fields: ['uscc', 'correction'], dated: true, shows: alive },
  { name: 'merge', fields: ['into'], dated: true, danger: true, shows: alive },
  { name: 'split', fields: ['parts', 'ends'], dated: true, danger: true, shows: alive },
  { name: 'unmerge', fields: [], dated: false, danger: true, shows: merged },
]
