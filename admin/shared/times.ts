/** Language of the screen, in which times and numbers are written. */
export const screenLanguage = (): string | undefined => document.documentElement.lang || undefined;

/** A day: "12 Mar 2026". */
export const shortDate = ( time: string ): string => new Date( time ).toLocaleDateString( screenLanguage(), { dateStyle: 'medium' } );

/** Day, hour and minute. */
export const fullTime = ( time: string ): string =>
	new Date( time ).toLocaleString( screenLanguage(), { dateStyle: 'medium', timeStyle: 'short' } );
