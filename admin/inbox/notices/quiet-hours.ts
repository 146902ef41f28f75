import type { QuietHours } from '../../../src/wire/wire';

/** Whether it is quiet now, by the clock of the zone of the hours; over midnight when they end before they begin. As QuietHours in PHP. */
export function isQuiet( hours: QuietHours | null, now = new Date() ): boolean {
	if ( hours === null ) {
		return false;
	}
	const { from, until, zone } = hours;
	const time = new Intl.DateTimeFormat( 'en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone } ).format( now );
	return from < until ? time >= from && time < until : time >= from || time < until;
}

/** The zone of this device. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
