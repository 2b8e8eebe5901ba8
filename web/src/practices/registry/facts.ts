import { Avatar, Connection, Discount, Flag, Medal, RefreshLeft } from '@element-plus/icons-vue'
import { resource, type Description, type Resource } from '@/resource/resource'

/** What is known of enterprises beside themselves: lists across all of them, to search, import and export. */
const fact = (entity: string, path: string, icon: Description['icon'], columns: string[], search: string[]): Resource =>
  resource({ entity, path, icon, columns, search, groups: [], sensitive: entity === 'contact' })

/** 资质荣誉、产业归类、关联关系、曾用代码与名称、联系人、大事记 */
export default [
  fact(
    'title',
    'titles',
    Medal,
    ['kind', 'ent_id', 'level', 'number', 'valid_from', 'valid_to'],
    ['kind', 'level', 'valid_to'],
  ),
  fact(
    'classification',
    'classifications',
    Discount,
    ['node', 'ent_id', 'main', 'valid_from', 'valid_to'],
    ['node', 'main'],
  ),
  fact(
    'relation',
    'relations',
    Connection,
    ['kind', 'ent_id', 'other_id', 'other_name', 'valid_from', 'valid_to'],
    ['kind'],
  ),
  fact(
    'former_identity',
    'former-identities',
    RefreshLeft,
    ['value', 'kind', 'ent_id', 'valid_to', 'reason'],
    ['kind'],
  ),
  fact('contact', 'contacts', Avatar, ['name', 'ent_id', 'position', 'subject', 'phone', 'main'], ['subject', 'main']),
  fact(
    'milestone',
    'milestones',
    Flag,
    ['summary', 'ent_id', 'kind', 'happened_on', 'source'],
    ['kind', 'happened_on'],
  ),
]
