import { ref } from 'vue'
import { language } from '@/base/label'
import { problemOf, unreachable } from '@/base/problem'
import { addresses, type Operations } from './generated'

/**
 * The one way to the server. Every refusal is thrown as a Problem. Where the session has ended, or the operation wants
 * the password again, the user is asked in a dialog and the request is sent again: no page is lost.
 */
export interface Asker {
  /** The session is over: true when somebody signed in again. */
  signIn(): Promise<boolean>
  /** A sensitive operation: true when the password was given. */
  confirm(): Promise<boolean>
  /** Something has to be done before anything else is open: a new password, a second factor. */
  gate(): void
}

let asker: Asker | undefined
export const setAsker = (a: Asker | undefined): void => void (asker = a)

/** Whether the last request reached the server. */
export const online = ref(true)
/** When the server last heard of this session by something the user did. */
export const lastRequest = ref(Date.now())

/** Addresses that answer 401 and 403 by themselves. */
const plain = (url: string): boolean => /\/api\/(session|first-start|activation)(\/|$|\?)/.test(url)

async function reach(request: Request): Promise<Response> {
  try {
    const response = await fetch(request)
    online.value = true
    lastRequest.value = Date.now()
    return response
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    online.value = false
    throw unreachable()
  }
}

async function guarded(request: Request): Promise<Response> {
  const again = request.clone()
  const response = await reach(request)
  if (response.ok || !asker || plain(request.url)) return response
  if (response.status === 401) return (await asker.signIn()) ? reach(again) : response
  if (response.status === 403) {
    const body = (await response
      .clone()
      .json()
      .catch(() => ({}))) as { code?: string }
    if (body.code === 'recent_sign_in') return (await asker.confirm()) ? reach(again) : response
    if (body.code === 'must_change_password' || body.code === 'must_enroll_second_factor') asker.gate()
  }
  return response
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

interface Sending {
  query?: URLSearchParams
  body?: unknown
  /** Bytes as they are, with their type. */
  file?: Blob
  /** The version that is changed or removed. */
  version?: number
  /** One key for each thing the user means to do once, however often it is sent. */
  once?: string
  signal?: AbortSignal
}

/** What an answer says: JSON, or nothing. A refusal may come from somebody between, who says something else. */
async function contentOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!text) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (response.ok) throw error
    return undefined
  }
}

/** Sends a request and gives the body of the answer; nothing for 204. Throws Problem. */
export async function send<T>(method: Method, path: string, sending: Sending = {}): Promise<T> {
  const headers: Record<string, string> = { 'Accept-Language': language.value === 'zh' ? 'zh-CN' : 'en' }
  if (sending.version !== undefined) headers['If-Match'] = `"${sending.version}"`
  if (sending.once) headers['Idempotency-Key'] = sending.once
  if (sending.file) headers['Content-Type'] = sending.file.type || 'application/octet-stream'
  else if (sending.body !== undefined) headers['Content-Type'] = 'application/json'
  const query = sending.query?.toString()
  const request = new Request(location.origin + path + (query ? '?' + query : ''), {
    method: method.toUpperCase(),
    headers,
    body: sending.file ?? (sending.body === undefined ? undefined : JSON.stringify(sending.body)),
    signal: sending.signal,
  })
  const response = await guarded(request)
  const content = await contentOf(response)
  if (!response.ok) throw problemOf(response.status, content, response.headers)
  return content as T
}

type Takes<K extends keyof Operations> = Operations[K]['takes'] & { signal?: AbortSignal }
/** What an operation replies. */
export type Reply<K extends keyof Operations> = Operations[K]['gives']
/** One item of a reply that is a list. */
export type Item<K extends keyof Operations> = Reply<K> extends { items: (infer T)[] } ? T : never

/** A query without what is not given. */
function queryOf(query: object): URLSearchParams {
  if (query instanceof URLSearchParams) return query
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
}

/** Runs an operation by its name. The types are the server's own; see scripts/types.mjs. */
export function call<K extends keyof Operations>(
  id: K,
  ...[given]: object extends Takes<K> ? [given?: Takes<K>] : [given: Takes<K>]
): Promise<Reply<K>> {
  const [method, path] = addresses[id]
  const { query, body, version, once, signal, ...places } = (given ?? {}) as Sending & { query?: object } & Record<
      string,
      unknown
    >
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(places[name])))
  return send(method, address, { query: query && queryOf(query), body, version, once, signal })
}

/** A key for one thing that is to be done once. */
export function onceKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
}
