/** @jsxImportSource preact */

const PATHS = {
	close: 'M6 6l12 12M18 6 6 18',
	more: 'M5 12h.01M12 12h.01M19 12h.01',
	send: 'M12 19V5M5 12l7-7 7 7',
	stop: 'M7 7h10v10H7z',
	person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21q0-6 8-6t8 6',
	/** Turned around by the style sheet for "not helpful". */
	thumb: 'M7 11v9H4v-9zl4-7c2 0 2.6 1 2.2 2.6L12.6 10H19q2 0 1.5 2l-1.5 6.5Q18.5 20 17 20H7',
	spark: 'M12 4l2 5 5 2-5 2-2 5-2-5-5-2 5-2z',
	flag: 'M5 21V4h13l-3 5 3 5H5',
	copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
	check: 'M5 12l5 5 9-10',
	below: 'M12 5v14M5 12l7 7 7-7',
};

export type IconName = keyof typeof PATHS;

/** A decorative icon: what it stands for is said by the text beside it or the button's name. */
export function Icon( { name }: { name: IconName } ) {
	return (
		<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
			<path d={ PATHS[ name ] } />
		</svg>
	);
}
