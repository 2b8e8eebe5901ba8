// Files and remarks beside a record: put there, looked at, taken away with a reason, and told in its history.
import { expect, expectAccessible, expectText, go, settled, shoot, signIn } from '../helpers.mjs'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const pdf = Buffer.from('%PDF-1.4\n%%EOF\n')

async function openFile(page) {
  await go(page, '/enterprises?q=' + encodeURIComponent('清远甲新材料0'))
  await page.locator('tbody td.first a').first().click()
  await settled(page)
}

export default [
  {
    name: 'licences are uploaded to an enterprise, looked at, and removed with a reason',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await openFile(page)
      const section = page.locator('#section-attachments')
      await expectText(section, /还没有附件/, 'nothing yet')
      await section.locator('input[type=file]').setInputFiles([
        { name: '营业执照.png', mimeType: 'image/png', buffer: png },
        { name: '假的.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ program') },
        { name: '副本.pdf', mimeType: 'application/pdf', buffer: pdf },
      ])
      await section.locator('.files li').nth(1).waitFor()
      await expectText(section.locator('.troubles'), /假的\.pdf.*Windows 程序/, 'what was refused, and why')
      expect((await section.locator('.files li').count()) === 2, 'the other two are there')
      await expectAccessible(page, 'attachments')
      await shoot(page, 'attachments')
      await section.getByRole('button', { name: '营业执照.png', exact: true }).click()
      const picture = page.locator('.el-dialog:visible img')
      await picture.waitFor()
      expect(await picture.evaluate((i) => i.decode().then(() => i.naturalWidth === 1)), 'the picture is shown')
      await page.keyboard.press('Escape')
      await section.getByRole('button', { name: '删除 副本.pdf' }).click()
      const dialog = page.locator('.el-dialog:visible', { hasText: '删除 副本.pdf' })
      expect(await dialog.locator('.el-button--danger').isDisabled(), 'not without a reason')
      await dialog.locator('input').fill('传错了企业')
      await page.keyboard.press('Enter')
      await dialog.waitFor({ state: 'hidden' })
      await section.locator('.files li').nth(1).waitFor({ state: 'detached' })
      await expectText(page.locator('#section-history'), /删除附件\s*副本\.pdf/, 'history')
      await expectText(page.locator('#section-history'), /传错了企业/, 'reason')
      await page.setViewportSize({ width: 390, height: 800 })
      await section.scrollIntoViewIfNeeded()
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide <= 390, `it fits a telephone: ${wide}`)
      await shoot(page, 'attachments-phone')
    },
  },
  {
    name: 'colleagues remark on an enterprise, and the enterprise does not see it',
    users: ['leader', 'ent'],
    async run({ page }) {
      await signIn(page, 'leader')
      await openFile(page)
      const section = page.locator('#section-remarks')
      await section.locator('textarea').fill('请 @officer 核实地址\n下周回复')
      await section.locator('textarea').press('Control+Enter')
      await expectText(section.locator('ol'), /核实地址/, 'the remark')
      expect(
        (await page.locator('#section-attachments input[type=file]').count()) === 0,
        'who does not edit the record uploads nothing',
      )
      await expectAccessible(page, 'remarks')
      await shoot(page, 'remarks')
      await section.getByRole('button', { name: '撤回批注' }).first().waitFor()
      await page.context().clearCookies()
      await signIn(page, 'ent')
      await openFile(page)
      await page.locator('#section-attachments').waitFor()
      expect((await page.locator('#section-remarks').count()) === 0, 'no remarks for the enterprise')
      expect(!(await page.locator('body').innerText()).includes('批注'), 'nor a word of them')
    },
  },
]
