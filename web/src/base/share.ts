/** Moves the point of a decimal text: ('0.125', 2) → '12.5'. Digits are never turned into doubles. */
function shifted(decimal: string, by: number): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal)
  if (!match) return decimal
  let digits = match[2]! + (match[3] ?? '')
  let point = match[2]!.length + by
  if (point < 1) {
    digits = '0'.repeat(1 - point) + digits
    point = 1
  }
  digits = digits.padEnd(point, '0')
  const whole = digits.slice(0, point).replace(/^0+(?=\d)/, '')
  const fraction = digits.slice(point).replace(/0+$/, '')
  return match[1] + whole + (fraction ? '.' + fraction : '')
}

/** A share as it is kept, 0.125, in per cent: 12.5. */
export const perCent = (share: string): string => shifted(share, 2)

/** And back. */
export const shareOf = (percent: string): string => shifted(percent, -2)
