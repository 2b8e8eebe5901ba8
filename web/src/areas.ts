import { administration, supervision } from '@/admin'
import { data, home } from '@/desk'
import { practices } from '@/practices'
import type { Area } from '@/shell/area'

/** Everything that the menu and the addresses are made of, in the menu's order. */
export const areas: Area[] = [home, ...practices, data, administration, supervision]
