import type { Same } from '@/i18n/catalogues'
import type zh from './zh'

const en: Same<typeof zh> = {
  title: 'Service',
  group: { visit: 'The visit', request: 'What was asked for' },
}
export default en
