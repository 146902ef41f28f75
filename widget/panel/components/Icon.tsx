/** @jsxImportSource preact */

const PATHS = {
	close: 'M6 6l12 12M18 6 6 18',
	more: 'M5 12h.01M12 12h.01M19 12h.01',
	send: 'M12 19V5M5 12l7-7 7 7',
	stop: 'M8 8h8v8H8z',
	person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21c0-4 3.6-6 8-6s8 2 8 6',
	copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
	done: 'M5 12l5 5 9-10',
	up: 'M7 11v9H4v-9zM7 11l4-7c1.5 0 2.5 1 2.2 2.6L12.6 10H19a1.5 1.5 0 0 1 1.5 1.8l-1.3 6.7A2 2 0 0 1 17.2 20H7',
	down: 'M17 13V4h3v9zM17 13l-4 7c-1.5 0-2.5-1-2.2-2.6L11.4 14H5a1.5 1.5 0 0 1-1.5-1.8l1.3-6.7A2 2 0 0 1 6.8 4H17',
	spark: 'M12 4l1.8 5.2L19 11l-5.2 1.8L12 18l-1.8-5.2L5 11l5.2-1.8zM18.5 16.5v4M16.5 18.5h4',
	below: 'M12 5v14M5 12l7 7 7-7',
};

/** A decorative icon: what it stands for is said by the text beside it or the button's name. */
export function Icon( { name }: { name: keyof typeof PATHS } ) {
	return (
		<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
			<path d={ PATHS[ name ] } />
		</svg>
	);
}
