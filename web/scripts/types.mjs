// Writes src/api/generated.ts from the OpenAPI document that the program prints: of every operation that the pages call by its name
// (call('import.view', …)) its address, what it takes and what it replies. Entities are described by /api/meta and not here.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const program = process.env.YUANHENG_PROGRAM ?? at('../../build/release/src/app/yuanheng')
if (!existsSync(program)) fail(`${program} is not there, and the types of requests come from it: run ./run build first`)
const document = JSON.parse(
  execFileSync(program, ['openapi'], { cwd: at('../..'), maxBuffer: 2 ** 28, encoding: 'utf8' }),
)

function fail(text) {
  console.error(`types: ${text}`)
  process.exit(1)
}

/** The ids that stand in calls, in order. */
function called() {
  const ids = new Set()
  for (const name of readdirSync(at('../src'), { recursive: true }).map(String))
    if (/\.(ts|vue)$/.test(name))
      for (const [, id] of readFileSync(at('../src/' + name), 'utf8').matchAll(/\bcall\(\s*'([a-z_]+\.[a-z_]+)'/g))
        ids.add(id)
  return [...ids].sort()
}

const used = new Set()
const waiting = []
const nameOf = (schema) => schema.replace(/(?:^|_)([a-z])/g, (_, c) => c.toUpperCase())

function members({ properties = {}, required = [] }) {
  const all = Object.entries(properties).map(([n, s]) => `${n}${required.includes(n) ? '' : '?'}: ${typeOf(s)}`)
  return `{ ${all.join('; ')} }`
}

/** A schema as a type of TypeScript. */
function typeOf(schema) {
  if (schema.$ref) {
    const name = schema.$ref.split('/').pop()
    if (!used.has(name)) waiting.push(name)
    used.add(name)
    return nameOf(name)
  }
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const several = schema.anyOf ?? schema.oneOf
  if (several) return several.map(typeOf).join(' | ')
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type })).join(' | ')
  if (schema.type === 'array') return `(${typeOf(schema.items ?? {})})[]`
  if (schema.type === 'object' && schema.properties) return members(schema)
  const { additionalProperties: any } = schema
  if (schema.type === 'object') return `Record<string, ${any && any !== true ? typeOf(any) : 'unknown'}>`
  return (
    { integer: 'number', number: 'number', string: 'string', boolean: 'boolean', null: 'null' }[schema.type] ??
    'unknown'
  )
}

const json = (content) => content?.['application/json']?.schema

/** What a call is given, in one object: the parts of the address, query, body, the version it is based on, its key. */
function argumentsOf({ parameters = [], requestBody }) {
  const of = (place) => parameters.filter((p) => p.in === place)
  const query = of('query').map((p) => `${p.name}${p.required ? '' : '?'}: ${typeOf(p.schema)}`)
  const body = json(requestBody?.content)
  const parts = [
    ...of('path').map((p) => `${p.name}: string`),
    ...(query.length ? [`query?: { ${query.join('; ')} } | URLSearchParams`] : []),
    ...(body ? [`body: ${typeOf(body)}`] : []),
    ...(of('header').some((p) => p.name === 'If-Match') ? ['version: number'] : []),
    ...(of('header').some((p) => p.name === 'Idempotency-Key') ? ['once?: string'] : []),
  ]
  return `{ ${parts.join('; ')} }`
}

const operations = new Map()
for (const [path, methods] of Object.entries(document.paths))
  for (const [method, operation] of Object.entries(methods))
    operations.set(operation.operationId, { path, method, operation })

const lines = []
const addresses = []
for (const id of called()) {
  const found = operations.get(id) ?? fail(`the server has no operation ${id}`)
  const reply = json(found.operation.responses['2XX']?.content)
  lines.push(`  '${id}': { takes: ${argumentsOf(found.operation)}; gives: ${reply ? typeOf(reply) : 'void'} }`)
  addresses.push(`  '${id}': ['${found.method}', '${found.path}'],`)
}
const types = []
while (waiting.length) {
  const name = waiting.shift()
  types.push(`export type ${nameOf(name)} = ${typeOf(document.components.schemas[name])}`)
}
const text = `// Made by \`npm run types\` from \`yuanheng openapi\`; not kept in the repository.
${types.sort().join('\n')}

export interface Operations {
${lines.join('\n')}
}

export const addresses: { [K in keyof Operations]: [method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string] } = {
${addresses.join('\n')}
}
`
const file = at('../src/api/generated.ts')
if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text)
