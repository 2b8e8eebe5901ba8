import createClient from 'openapi-fetch'
import { ref } from 'vue'
import { language } from '@/base/label'
import { problemOf, unreachable } from '@/base/problem'

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

const client = createClient<Record<string, never>>({ baseUrl: location.origin, fetch: guarded })

/** Sends a request and gives the body of the answer; nothing for 204. Throws Problem. */
export async function send<T>(method: Method, path: string, sending: Sending = {}): Promise<T> {
  const headers: Record<string, string> = { 'Accept-Language': language.value === 'zh' ? 'zh-CN' : 'en' }
  if (sending.version !== undefined) headers['If-Match'] = `"${sending.version}"`
  if (sending.once) headers['Idempotency-Key'] = sending.once
  if (sending.file) headers['Content-Type'] = sending.file.type || 'application/octet-stream'
  const query = sending.query?.toString()
  const { response, data, error } = (await client.request(
    method as never,
    (path + (query ? '?' + query : '')) as never,
    {
      headers,
      body: sending.file ?? sending.body,
      bodySerializer: sending.file ? (body: unknown) => body : undefined,
      signal: sending.signal,
    } as never,
  )) as { response: Response; data?: unknown; error?: unknown }
  if (!response.ok) throw problemOf(response.status, error, response.headers)
  return data as T
}

/** A key for one thing that is to be done once. */
export function onceKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
}
