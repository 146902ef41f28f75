/** Longest pause between two looks for news. Seconds. */
const LONGEST = 30;

/** Seconds between two looks while somebody uses the page. */
export const SOON = 2;

/** Seconds between two looks while nobody sees the page. */
export const BACKGROUND = 30;

/** How much longer each fruitless look makes the pause. */
const GROWTH = 1.4;

/** Seconds until the next look: what the server asks for, growing while nothing happens. */
export function pollDelay( asked: number, fruitless: number ): number {
	return Math.min( LONGEST, asked * GROWTH ** Math.max( 0, fruitless - 2 ) );
}
