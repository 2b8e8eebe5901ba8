import { computed, shallowRef } from 'vue'
import { entityOf, type Entity } from '@/base/field'
import { call } from './client'

const loaded = shallowRef<Map<string, Entity>>()

/** What the reader may do with which entities, and how these are described. */
export async function loadMeta(): Promise<void> {
  const raw = await call('meta.view')
  loaded.value = new Map(raw.entities.map((e) => [e.name, entityOf(e)]))
}

export const forgetMeta = (): void => void (loaded.value = undefined)
export const metaLoaded = computed(() => loaded.value !== undefined)

/** The entity of a name; nothing where the reader may not see it. */
export const entity = (name: string): Entity | undefined => loaded.value?.get(name)
