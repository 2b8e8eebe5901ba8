/** When somebody last did something at this page; an unattended one lets its session end. */
let last = Date.now()
const mark = (): void => {
  last = Date.now()
}
for (const event of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
  window.addEventListener(event, mark, { passive: true, capture: true })
}

export const lastActivity = (): number => last
export const isActive = (): boolean => document.visibilityState === 'visible' && Date.now() - last < 3 * 60_000
