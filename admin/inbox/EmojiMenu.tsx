import { Button, Dropdown } from '@wordpress/components';
import { useEffect, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { KeyboardEvent } from 'react';

/** Emoji in a row. */
const COLUMNS = 6;

const ICON = (
	<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" stroke="currentColor" strokeWidth="1.5">
		<circle cx="12" cy="12" r="7.75" fill="none" />
		<path d="M9 14c1.5 2 4.5 2 6 0M9.5 9.5v1M14.5 9.5v1" fill="none" strokeLinecap="round" />
	</svg>
);

/** Those that people who answer use, with their names. */
const emoji = (): ReadonlyArray< readonly [ string, string ] > => [
	[ '🙂', __( 'Slight smile', 'aaia-chatbot' ) ],
	[ '😊', __( 'Smile', 'aaia-chatbot' ) ],
	[ '😀', __( 'Grin', 'aaia-chatbot' ) ],
	[ '😉', __( 'Wink', 'aaia-chatbot' ) ],
	[ '😅', __( 'Nervous laugh', 'aaia-chatbot' ) ],
	[ '😂', __( 'Tears of joy', 'aaia-chatbot' ) ],
	[ '😍', __( 'Heart eyes', 'aaia-chatbot' ) ],
	[ '🤔', __( 'Thinking', 'aaia-chatbot' ) ],
	[ '😕', __( 'Confused', 'aaia-chatbot' ) ],
	[ '😟', __( 'Worried', 'aaia-chatbot' ) ],
	[ '😢', __( 'Crying', 'aaia-chatbot' ) ],
	[ '😮', __( 'Surprised', 'aaia-chatbot' ) ],
	[ '👍', __( 'Thumbs up', 'aaia-chatbot' ) ],
	[ '👌', __( 'OK hand', 'aaia-chatbot' ) ],
	[ '👋', __( 'Waving hand', 'aaia-chatbot' ) ],
	[ '🙏', __( 'Folded hands', 'aaia-chatbot' ) ],
	[ '👏', __( 'Clapping hands', 'aaia-chatbot' ) ],
	[ '💪', __( 'Strong arm', 'aaia-chatbot' ) ],
	[ '❤️', __( 'Heart', 'aaia-chatbot' ) ],
	[ '🎉', __( 'Party', 'aaia-chatbot' ) ],
	[ '✅', __( 'Check mark', 'aaia-chatbot' ) ],
	[ '⚠️', __( 'Warning sign', 'aaia-chatbot' ) ],
	[ '📦', __( 'Parcel', 'aaia-chatbot' ) ],
	[ '📎', __( 'Paper clip', 'aaia-chatbot' ) ],
];

/** A button that opens a grid of emoji, moved in by the arrow keys. */
export function EmojiMenu( { onChoose }: { onChoose: ( emoji: string ) => void } ) {
	return (
		<Dropdown
			popoverProps={ { placement: 'top-start' } }
			renderToggle={ ( { isOpen, onToggle } ) => (
				<Button
					size="compact"
					icon={ ICON }
					label={ __( 'Emoji', 'aaia-chatbot' ) }
					aria-haspopup="dialog"
					aria-expanded={ isOpen }
					onClick={ onToggle }
				/>
			) }
			renderContent={ ( { onClose } ) => (
				<Grid
					onChoose={ ( chosen ) => {
						onClose();
						onChoose( chosen );
					} }
				/>
			) }
		/>
	);
}

function Grid( { onChoose }: { onChoose: ( emoji: string ) => void } ) {
	const grid = useRef< HTMLDivElement >( null );
	useEffect( () => grid.current?.querySelector( 'button' )?.focus(), [] );
	const onKey = ( event: KeyboardEvent ): void => {
		const buttons = [ ...grid.current?.querySelectorAll( 'button' ) ?? [] ];
		const forward = grid.current && getComputedStyle( grid.current ).direction === 'rtl' ? -1 : 1;
		const steps: Record< string, number > = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: COLUMNS, ArrowUp: -COLUMNS };
		const to = buttons.findIndex( ( button ) => button === document.activeElement ) + ( steps[ event.key ] ?? 0 );
		const next = event.key === 'Home' ? 0 : event.key === 'End' ? buttons.length - 1 : to;
		if ( event.key in steps || event.key === 'Home' || event.key === 'End' ) {
			event.preventDefault();
			buttons[ next ]?.focus();
		}
	};
	return (
		<div
			ref={ grid }
			className="aaia-emoji"
			role="toolbar"
			tabIndex={ -1 }
			aria-label={ __( 'Emoji', 'aaia-chatbot' ) }
			onKeyDown={ onKey }
		>
			{ emoji().map( ( [ one, name ], index ) => (
				<button
					key={ one }
					type="button"
					tabIndex={ index === 0 ? 0 : -1 }
					aria-label={ name }
					title={ name }
					onClick={ () => onChoose( one ) }
				>
					{ one }
				</button>
			) ) }
		</div>
	);
}
