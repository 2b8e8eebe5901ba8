import { ref } from 'vue'
import { setAsker } from '@/api/client'
import { loadSession, session } from '@/api/session'
import { router } from '@/router'

/** Dialogs that requests wait for. While one is open, others that need it wait for the same answer. */
class Question {
  readonly open = ref(false)
  private waiting: Promise<boolean> | undefined
  private answer: ((yes: boolean) => void) | undefined

  ask(): Promise<boolean> {
    this.waiting ??= new Promise<boolean>((resolve) => {
      this.answer = resolve
      this.open.value = true
    }).finally(() => {
      this.waiting = undefined
    })
    return this.waiting
  }
  close(yes: boolean): void {
    this.open.value = false
    this.answer?.(yes)
    this.answer = undefined
  }
}

export const signInAgain = new Question()
export const confirmPassword = new Question()
export const palette = ref(false)
export const shortcutHelp = ref(false)

setAsker({
  signIn: () => (session.value ? signInAgain.ask() : Promise.resolve(false)),
  confirm: () => confirmPassword.ask(),
  // The router knows where to: it is asked for this page again.
  gate: () => void loadSession().then(() => router.replace({ path: router.currentRoute.value.fullPath, force: true })),
})
