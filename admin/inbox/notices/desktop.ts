/** Whether this browser shows desktop notifications of an open inbox. The permission is the browser's, so the choice is too. */

const KEY = 'aaia_desktop_notices';

export type DesktopState = 'on' | 'off' | 'blocked' | 'impossible';

export function desktopState(): DesktopState {
	if ( typeof Notification === 'undefined' ) {
		return 'impossible';
	}
	if ( Notification.permission === 'denied' ) {
		return 'blocked';
	}
	let stored: string | null = null;
	try {
		stored = window.localStorage.getItem( KEY );
	} catch {
		// Storage that is switched off.
	}
	return stored === '1' && Notification.permission === 'granted' ? 'on' : 'off';
}

/** Switches it on or off; on, the browser may ask the person. Only after a click. */
export async function switchDesktop( wanted: boolean ): Promise< DesktopState > {
	const granted = wanted && typeof Notification !== 'undefined' && await Notification.requestPermission() === 'granted';
	try {
		window.localStorage.setItem( KEY, granted ? '1' : '' );
	} catch {
		// Off again with the next page.
	}
	return desktopState();
}

/** Shows one; those with the same tag replace one another. On phones only a service worker can show them: nothing happens. */
export function showDesktop( title: string, body: string, tag: string, onClick: () => void ): void {
	try {
		const shown = new Notification( title, { body, tag } );
		shown.onclick = () => {
			shown.close();
			onClick();
		};
	} catch {
		// See above.
	}
}
