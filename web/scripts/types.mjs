// Writes src/api/schema.d.ts from the OpenAPI document of a running server: YUANHENG_OPENAPI=http://127.0.0.1:8081/openapi.json.
// With --check it fails where the file differs, and writes nothing.
import { readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const source = process.env.YUANHENG_OPENAPI ?? 'http://127.0.0.1:8081/openapi.json'
const file = new URL('../src/api/schema.d.ts', import.meta.url)
const text = `// Made by \`npm run types\` from the server's OpenAPI document. Not to be edited.\n\n${astToString(await openapiTS(new URL(source)))}`
if (process.argv.includes('--check')) {
  let old = ''
  try {
    old = readFileSync(file, 'utf8')
  } catch {
    /* never made */
  }
  if (old !== text) {
    console.error('src/api/schema.d.ts differs from the server: run npm run types')
    process.exit(1)
  }
} else writeFileSync(file, text)
