import { Modal } from '@wordpress/components';
import { useEffect, useId, useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { KeyboardEvent } from 'react';
import type { Command } from './commands';
import { matching } from './commands';
import { Keys } from './ShortcutsDialog';

/** Finds what can be done by its words, and does it; other words are searched for in the conversations. */
export function CommandBar( {
	commands,
	onSearch,
	onClose,
}: {
	commands: readonly Command[];
	onSearch: ( words: string ) => void;
	onClose: () => void;
} ) {
	const [ typed, setTyped ] = useState( '' );
	const [ at, setAt ] = useState( 0 );
	const list = useRef< HTMLUListElement >( null );
	const id = useId();
	const words = typed.trim();
	const found: Command[] = [
		...matching( commands, typed ),
		...( words === '' ? [] : [ {
			id: 'search',
			group: __( 'Search', 'aaia-chatbot' ),
			/* translators: %s: words that were typed. */
			label: sprintf( __( 'Search conversations for “%s”', 'aaia-chatbot' ), words ),
			keys: [],
			run: () => onSearch( words ),
		} ] ),
	];
	const current = Math.min( at, found.length - 1 );
	const optionId = ( index: number ): string => `${ id }-${ index }`;
	const run = ( command: Command | undefined ): void => {
		if ( command ) {
			onClose();
			// The closed bar gives the focus back first; a command may put it elsewhere.
			window.setTimeout( command.run, 30 );
		}
	};
	const onKey = ( event: KeyboardEvent ): void => {
		const step = { ArrowDown: 1, ArrowUp: -1 }[ event.key ];
		if ( step !== undefined ) {
			event.preventDefault();
			setAt( ( current + step + found.length ) % Math.max( 1, found.length ) );
		} else if ( event.key === 'Enter' && ! event.nativeEvent.isComposing ) {
			event.preventDefault();
			run( found[ current ] );
		}
	};
	useEffect( () => {
		list.current?.children[ current ]?.scrollIntoView( { block: 'nearest' } );
	}, [ current, typed ] );
	return (
		<Modal
			className="aaia-commands"
			contentLabel={ __( 'Command bar', 'aaia-chatbot' ) }
			onRequestClose={ onClose }
			focusOnMount={ false }
			__experimentalHideHeader
		>
			<input
				// The bar is opened to type in it.
				ref={ focusOnce }
				className="aaia-commands__field"
				type="text"
				role="combobox"
				aria-expanded="true"
				aria-controls={ id }
				aria-activedescendant={ found.length > 0 ? optionId( current ) : undefined }
				aria-autocomplete="list"
				aria-label={ __( 'What do you want to do?', 'aaia-chatbot' ) }
				placeholder={ __( 'What do you want to do?', 'aaia-chatbot' ) }
				value={ typed }
				onChange={ ( { target } ) => {
					setTyped( target.value );
					setAt( 0 );
				} }
				onKeyDown={ onKey }
			/>
			<ul ref={ list } id={ id } role="listbox" aria-label={ __( 'Commands', 'aaia-chatbot' ) }>
				{ found.map( ( command, index ) => (
					// The keys are those of the field, which keeps the focus.
					// eslint-disable-next-line jsx-a11y/click-events-have-key-events
					<li
						key={ command.id }
						id={ optionId( index ) }
						role="option"
						tabIndex={ -1 }
						aria-selected={ index === current }
						onMouseMove={ () => index !== current && setAt( index ) }
						onClick={ () => run( command ) }
					>
						<span className="aaia-commands__group">{ command.group }</span>
						<span className="aaia-commands__label">{ command.label }</span>
						<Keys keys={ command.keys } />
					</li>
				) ) }
			</ul>
			<p className="screen-reader-text" role="status">
				{ sprintf( /* translators: %d: number. */ _n( '%d command', '%d commands', found.length, 'aaia-chatbot' ), found.length ) }
			</p>
		</Modal>
	);
}

const focusOnce = ( field: HTMLInputElement | null ): void => field?.focus();
