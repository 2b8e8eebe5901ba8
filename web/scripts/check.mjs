// What the pages must never contain: HTML from strings, inline styles that the content security policy refuses, texts outside
// the catalogues, functions that browsers of Chrome 87's age lack, imports across practices, and templates that do not compile.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { compileTemplate, parse } from 'vue/compiler-sfc'

const root = new URL('../src/', import.meta.url).pathname
const files = readdirSync(root, { recursive: true })
  .map(String)
  .filter((name) => /\.(vue|ts)$/.test(name) && !/\.(test|d)\.ts$/.test(name))
const isCatalogue = (name) => /(^|\/)(zh|en)\.ts$/.test(name)
const withoutComments = (text) =>
  text
    .replace(/<!--[\s\S]*?-->/g, (c) => c.replace(/[^\n]/g, ' '))
    .replace(/\/\*[\s\S]*?\*\//g, (c) => c.replace(/[^\n]/g, ' '))
    .replace(/(^|[\s;{(,])\/\/[^\n]*/g, (c) => c.replace(/[^\n]/g, ' '))
const rules = [
  [/v-html|innerHTML|outerHTML|insertAdjacentHTML|document\.write\b/, 'HTML from strings'],
  [/\sstyle="/, 'an inline style attribute: use a class, or :style where it is computed'],
  [/\beval\(|new Function\b/, 'code from strings'],
  [
    /\blocalStorage\b|\bsessionStorage\b|\bindexedDB\b/,
    'browser storage outside base/preferences.ts',
    (name) => name !== 'base/preferences.ts',
  ],
  [
    /\.at\(|\bstructuredClone\(|\.replaceAll\(|\bObject\.hasOwn\(|\.findLast\(|\.toSorted\(|\brandomUUID\(|\bAbortSignal\.timeout\(/,
    'a function that Chrome 87 lacks',
  ],
  [/\p{Script=Han}/u, 'Chinese outside the catalogues', (name) => !isCatalogue(name)],
  [/https?:\/\/(?!www\.w3\.org)/, 'an address of somebody else'],
]

/** Who may import what: a practice is known by the list of practices alone, and knows no other. */
function strayImport(name, line) {
  const from = line.match(/(?:from |import\()'([^']+)'/)?.[1]
  if (!from) return undefined
  const target = from.startsWith('@/') ? from.slice(2) : join(dirname(name), from)
  const [, owner] = target.match(/^practices\/([^/.]+)\//) ?? []
  const [, self] = name.match(/^practices\/([^/.]+)\//) ?? []
  if (!owner || owner === self) return undefined
  return self ? 'a practice imports another' : 'an import of a practice: make it a member of Practice'
}

const problems = []
const tell = (name, line, what, text) => problems.push(`src/${name}:${line}: ${what}: ${text.trim().slice(0, 90)}`)

for (const name of files) {
  const whole = readFileSync(join(root, name), 'utf8')
  const text = withoutComments(whole)
  text.split('\n').forEach((line, i) => {
    const stray = strayImport(name, line)
    for (const [pattern, what, applies] of rules)
      if ((!applies || applies(name)) && pattern.test(line)) tell(name, i + 1, what, line)
    if (stray) tell(name, i + 1, stray, line)
    // vue-i18n would read it as its own syntax.
    if (isCatalogue(name) && /'[^'\n]*@[^'\n]*'/.test(line) && !/^(import|declare) /.test(line))
      tell(name, i + 1, '"@" is syntax of the catalogue', line)
  })
  if (name.endsWith('.vue')) checkTemplate(name, whole)
}

/** What the check of types lets pass: a handler of several statements without semicolons, say. */
function checkTemplate(name, text) {
  const { descriptor, errors } = parse(text, { filename: name })
  const { template } = descriptor
  if (template && !errors.length) {
    const compilerOptions = { prefixIdentifiers: true, expressionPlugins: ['typescript'] }
    const { content: source, ast } = template
    errors.push(...compileTemplate({ source, ast, filename: name, id: name, compilerOptions }).errors)
  }
  for (const error of errors) tell(name, error.loc?.start.line ?? 0, 'the template', error.message)
}

if (problems.length) {
  console.error(problems.join('\n'))
  console.error(`${problems.length} problems`)
  process.exit(1)
}
console.log(`${files.length} files: nothing forbidden`)
