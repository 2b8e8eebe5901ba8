import { Buffer } from 'node:buffer'
import { expect, expectAccessible, expectText, go, openWindow, settled, shoot, signIn } from '../helpers.mjs'

/** A credit code that no other run has, with its check character (GB 32100-2015). */
export function freshCode() {
  const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  let body = '91441802MA'
  for (let n = Date.now() + Math.floor(Math.random() * 1e6), i = 0; i < 7; i++) {
    body += '0123456789ABCDEFGHJKLMNPQRTUWXY'[n % 31]
    n = Math.floor(n / 31)
  }
  let sum = 0
  for (let i = 0, weight = 1; i < 17; i++, weight = (weight * 3) % 31) sum += characters.indexOf(body[i]) * weight
  return body + characters[(31 - (sum % 31)) % 31]
}
const total = async (page) => Number((await page.locator('.pager [role=status]').innerText()).replace(/\D/g, ''))

export async function addEnterprise(page, name) {
  await go(page, '/enterprises/new')
  await page.locator('[data-field=name] input').fill(name)
  await page.locator('[data-field=uscc] input').fill(freshCode())
  await page.locator('form button[type=submit]').click()
  await page.waitForURL(/\/enterprises\/\d+$/)
  await settled(page)
}

export default [
  {
    name: 'a list is searched, filtered, sorted and paged, and the back button undoes each step',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await go(page, '/enterprises?limit=10')
      const all = await total(page)
      expect(all > 20, 'the sample zone has enterprises')
      await page.locator('.search .cell', { hasText: '阶段' }).first().locator('.el-select').click()
      await page.getByRole('option', { name: '投产', exact: true }).click()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: '查询', exact: true }).click()
      await settled(page)
      const some = await total(page)
      expect(some < all, 'the filter leaves fewer')
      expect(page.url().includes('stage'), 'the filter stands in the address')
      await page.locator('th', { hasText: '注册资本' }).getByRole('button').click()
      await settled(page)
      const first = await page.locator('tbody td.first').first().innerText()
      await page.getByRole('button', { name: '下一页' }).click()
      await settled(page)
      expect((await page.locator('tbody td.index').first().innerText()) === '11', 'rows are numbered on')
      await page.reload()
      await settled(page)
      await page.getByRole('button', { name: '上一页' }).click()
      await settled(page)
      expect(
        (await page.locator('tbody td.first').first().innerText()) === first,
        'the page before, after a reload too',
      )
      await page.goBack()
      await settled(page)
      expect((await page.locator('tbody td.index').first().innerText()) === '11', 'back goes back')
      await page.getByRole('button', { name: '重置' }).click()
      await settled(page)
      expect((await total(page)) === all, 'reset shows all')
    },
  },
  {
    name: 'columns are chosen and kept, a view is saved, shared and opened',
    users: ['officer', 'leader'],
    async run({ page }) {
      await signIn(page, 'officer')
      await go(page, '/enterprises?filter=stage:eq:production')
      await page.getByRole('button', { name: '列设置' }).click()
      await expectAccessible(page, 'column settings')
      await page.locator('.columns li', { hasText: '法定代表人' }).locator('input[type=checkbox]').check()
      await shoot(page, 'columns')
      await page.locator('.el-dialog:visible').getByRole('button', { name: '确定' }).click()
      await page.locator('th', { hasText: '法定代表人' }).waitFor()
      await page.reload()
      await settled(page)
      await page.locator('th', { hasText: '法定代表人' }).waitFor()
      const column = page.locator('th', { hasText: '国民经济行业' })
      const was = (await column.boundingBox()).width
      const grip = await column.locator('.grip').boundingBox()
      await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2)
      await page.mouse.down()
      await page.mouse.move(grip.x + grip.width / 2 + 80, grip.y + grip.height / 2, { steps: 4 })
      await page.mouse.up()
      await page.reload()
      await settled(page)
      const is = (await column.boundingBox()).width
      expect(Math.abs(is - was - 80) < 3, `the column was ${was} px wide, was drawn 80 px wider and is ${is} px now`)
      const name = '在产企业 ' + (Date.now() % 100000)
      await page.getByRole('button', { name: '常用视图' }).click()
      await page.getByRole('menuitem', { name: '保存为视图' }).click()
      await page.locator('#save-view input').first().fill(name)
      await page.locator('#save-view input[type=checkbox]').check()
      await expectAccessible(page, 'save view')
      await page.locator('.el-dialog:visible').getByRole('button', { name: '保存' }).click()
      await page.locator('.el-message', { hasText: '视图已保存' }).waitFor()
      await go(page, '/enterprises')
      await page.getByRole('button', { name: '常用视图' }).click()
      await page.getByRole('menuitem', { name }).click()
      await page.waitForURL(/stage/)
    },
  },
  {
    name: 'a wrong entry is named beside its field; a right one is saved and its source is shown',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await go(page, '/enterprises/new')
      await page.locator('[data-field=uscc] input').fill('91441802MA00000000')
      await page.locator('form button[type=submit]').click()
      await expectText(page.locator('[data-field=uscc] .error'), /校验码/)
      await expectText(page.locator('[data-field=name] .error'), /必填/)
      await shoot(page, 'form-errors')
      await expectAccessible(page, 'form with errors')
      await addEnterprise(page, '清远端到端新材料有限公司')
      await expectText(page.locator('h1'), /清远端到端新材料/)
      await page.locator('.sourced').first().focus()
      await page.locator('.source').waitFor()
      await shoot(page, 'source')
    },
  },
  {
    name: 'unsaved entries are not left by mistake',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await go(page, '/parks/new')
      await page.locator('[data-field=name] input').fill('未保存')
      await page.locator('nav.menu a[href="/enterprises"]').click()
      await page.locator('.el-message-box').waitFor()
      await expectAccessible(page, 'question before leaving')
      await page.locator('.el-message-box').getByRole('button', { name: '取消' }).click()
      expect(page.url().endsWith('/parks/new'), 'still on the form')
      await page.locator('nav.menu a[href="/enterprises"]').click()
      await page.locator('.el-message-box').getByRole('button', { name: '放弃修改' }).click()
      await page.waitForURL(/\/enterprises$/)
    },
  },
  {
    name: 'two people change one record: the second sees both versions and decides',
    users: ['officer'],
    async run({ page, browser }) {
      await signIn(page, 'officer')
      await addEnterprise(page, '清远并发修改电子有限公司')
      const address = page.url() + '/edit'
      await page.goto(address)
      await settled(page)
      await page.locator('[data-field=short_name] input').fill('我的简称')
      const other = await openWindow(browser)
      await signIn(other.page, 'officer')
      await other.page.goto(address)
      await settled(other.page)
      await other.page.locator('[data-field=short_name] input').fill('他的简称')
      await other.page.locator('[data-field=works_at] input').fill('银盏工业园')
      await other.page.locator('form button[type=submit]').click()
      await other.page.waitForURL(/\/\d+$/)
      await other.context.close()
      await page.locator('form button[type=submit]').click()
      await expectText(page.locator('.el-dialog:visible'), /我的简称[\s\S]*他的简称/)
      await expectAccessible(page, 'conflict')
      await shoot(page, 'conflict')
      await page.getByRole('button', { name: '采用所选的值' }).click()
      await page.locator('form button[type=submit]').click()
      await page.waitForURL(/\/\d+$/)
      await settled(page)
      await expectText(page.locator('#section-facts'), /我的简称[\s\S]*银盏工业园/, 'both changes are there:')
    },
  },
  {
    name: 'a deleted record comes back by 撤销',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await addEnterprise(page, '清远误删精密机械有限公司')
      const address = new URL(page.url()).pathname
      await page.getByRole('button', { name: '删除' }).first().click()
      await page.locator('.el-message-box').getByRole('button', { name: '删除' }).click()
      await page.waitForURL(/\/enterprises$/)
      await page.locator('.el-message').getByRole('button', { name: '撤销' }).click()
      await page.locator('.el-message', { hasText: '已恢复' }).waitFor()
      await go(page, address)
      await expectText(page.locator('h1'), /误删/)
    },
  },
  {
    name: 'the file shows an enterprise as of a day, and a change of stage',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await addEnterprise(page, '清远一企一档智能装备有限公司')
      await page.getByRole('button', { name: '变更', exact: true }).click()
      await page.getByRole('menuitem', { name: '变更阶段' }).click()
      await expectAccessible(page, 'change of stage')
      await page.locator('#action .el-select').first().click()
      await page.getByRole('option', { name: '已签约', exact: true }).click()
      await page.locator('#action input[maxlength="200"]').fill('签订投资协议')
      await shoot(page, 'change-of-stage')
      await page.locator('.el-dialog:visible').getByRole('button', { name: '变更阶段' }).click()
      await page.locator('.el-message', { hasText: '已办理' }).waitFor()
      await settled(page)
      await expectText(page.locator('.marks'), /已签约/)
      await go(page, new URL(page.url()).pathname + '?as_of=2024-01-01')
      await expectText(page.locator('main'), /2024-01-01/)
      await shoot(page, 'file-as-of')
    },
  },
  {
    name: 'all filtered rows are changed at once, with their number',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await addEnterprise(page, '清远批量修改甲有限公司' + Date.now())
      await addEnterprise(page, '清远批量修改乙有限公司' + Date.now())
      await go(page, '/enterprises?q=' + encodeURIComponent('清远批量修改'))
      const n = await total(page)
      await page.getByRole('button', { name: /批量修改全部/ }).click()
      await page.locator('#bulk .el-select').first().click()
      await page.getByRole('option', { name: '经营地址' }).click()
      await page.locator('#bulk .form-row').nth(1).locator('input').fill('龙塘镇')
      await expectAccessible(page, 'bulk change')
      await shoot(page, 'bulk')
      await page.getByRole('button', { name: `修改 ${n} 条` }).click()
      await page.locator('.el-message', { hasText: `已修改 ${n} 条` }).waitFor()
    },
  },
  {
    name: 'all that was found is exported as a job and downloaded',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await go(page, '/enterprises?filter=stage:eq:production')
      await page.getByRole('button', { name: '导出' }).first().click()
      await expectAccessible(page, 'export dialog')
      await shoot(page, 'export')
      await page.getByRole('button', { name: '开始导出' }).click()
      const link = page.locator('.tray a[download]')
      await link.waitFor({ timeout: 30_000 })
      await shoot(page, 'export-done')
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
      expect((await download.suggestedFilename()).endsWith('.xlsx'), 'a workbook')
    },
  },
  {
    name: 'a file is imported: checked, looked at, confirmed, found, rolled back',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      const name = '清远导入试验' + (Date.now() % 1e6)
      const rows = [
        '统一社会信用代码,企业名称,从业人员',
        `${freshCode()},${name}一有限公司,12`,
        `${freshCode()},${name}二有限公司,34`,
        `91441802MA00000000,${name}坏有限公司,5`,
      ]
      await go(page, '/enterprises/import')
      await expectAccessible(page, 'import')
      await shoot(page, 'import-begin')
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'e2e.csv', mimeType: 'text/csv', buffer: Buffer.from('\ufeff' + rows.join('\r\n')) })
      await page.locator('.verdict').waitFor({ timeout: 30_000 })
      await expectAccessible(page, 'import report')
      await shoot(page, 'import-report')
      await page.getByRole('button', { name: /确认导入/ }).click()
      await page.locator('.el-message-box').getByRole('button', { name: '确认导入' }).click()
      await page.locator('.verdict.published').waitFor({ timeout: 30_000 })
      await shoot(page, 'import-done')
      await go(page, '/imports')
      await page.locator('tbody td.first a').first().click()
      await page.getByRole('button', { name: '撤销本批导入' }).click()
      await expectAccessible(page, 'roll-back question')
      await page.locator('.el-message-box').getByRole('button', { name: '撤销本批导入' }).click()
      await page.locator('.verdict.rolled_back').waitFor({ timeout: 30_000 })
    },
  },
  {
    name: 'an officer says what a column is, and it is remembered',
    async run({ page }) {
      await signIn(page, 'officer')
      const upload = async (name) => {
        const rows = ['企业税号,企业名称', `${freshCode()},列对应试验${Date.now() % 1e6}有限公司`]
        await go(page, '/enterprises/import')
        await page
          .locator('input[type=file]')
          .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from('\ufeff' + rows.join('\r\n')) })
        await page.locator('.verdict').waitFor({ timeout: 30_000 })
      }
      await upload('columns.csv')
      await page.locator('.verdict.rejected').waitFor()
      await expectAccessible(page, 'columns to map')
      await shoot(page, 'import-columns')
      const choice = page.getByRole('combobox', { name: '“企业税号”对应' })
      await choice.click()
      await choice.fill('统一社会信用代码')
      await page.getByRole('option', { name: '统一社会信用代码', exact: true }).click()
      await page.getByRole('button', { name: '重新预检' }).click()
      await page.locator('.verdict.ready').waitFor({ timeout: 30_000 })
      await expectText(page.locator('.notes'), /按指定读作“统一社会信用代码”/)
      await expectAccessible(page, 'columns mapped')
      await upload('again.csv')
      await page.locator('.verdict.ready').waitFor()
    },
  },
]
