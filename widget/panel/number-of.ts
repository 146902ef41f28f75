/** Tells things of one name apart for screen readers: nothing for the first, ` (2)` for the second. */
export const numberOf = ( index: number ): string => ( index > 0 ? ` (${ index + 1 })` : '' );
