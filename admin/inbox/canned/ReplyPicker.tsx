import { Button, Dropdown, SearchControl } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useEffect, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { CannedReply } from '../../../src/wire/wire';
import { ExamplesOffer } from './ExamplesOffer';
import { findReplies } from './find';
import { optionId, ReplyOptions } from './ReplyOptions';
import { useChoice } from './use-choice';
import type { CannedRepliesState } from './use-canned-replies';
import type { Values } from './variables';

const LIST = 'aaia-reply-picker';

const ICON = (
	<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
		<path fill="none" stroke="currentColor" strokeWidth="1.5" d="M4 5.75h16v10.5h-9L7 19.5v-3.25H4zM13.5 8l-3 6" />
	</svg>
);

/** A button that opens the canned replies, to look through and search. */
export function ReplyPicker( {
	replies,
	values,
	draft,
	onChoose,
	onManage,
}: {
	replies: CannedRepliesState;
	values: Values;
	/** What stands in the field, which can become a reply. */
	draft: string;
	onChoose: ( reply: CannedReply ) => void;
	/** `text`: begin with a new reply that says this. */
	onManage: ( text: string ) => void;
} ) {
	return (
		<Dropdown
			popoverProps={ { placement: 'top-start', className: 'aaia-reply-popover' } }
			onToggle={ ( opens ) => opens && replies.load() }
			renderToggle={ ( { isOpen, onToggle } ) => (
				<Button
					size="compact"
					icon={ ICON }
					label={ __( 'Canned replies', 'aaia-chatbot' ) }
					aria-haspopup="dialog"
					aria-expanded={ isOpen }
					onClick={ onToggle }
				/>
			) }
			renderContent={ ( { onClose } ) => (
				<Picker
					replies={ replies }
					values={ values }
					draft={ draft }
					onChoose={ ( reply ) => {
						onClose();
						onChoose( reply );
					} }
					onManage={ ( text ) => {
						onClose();
						onManage( text );
					} }
				/>
			) }
		/>
	);
}

function Picker(
	{ replies: { known, problem, load, set }, values, draft, onChoose, onManage }: Parameters< typeof ReplyPicker >[ 0 ]
) {
	const [ query, setQuery ] = useState( '' );
	const found = findReplies( known?.items ?? [], query );
	const { active, onKey } = useChoice( found, query, onChoose );
	useFoundSpoken( query === '' ? null : found.length );
	return (
		<div className="aaia-reply-picker">
			<SearchControl
				__nextHasNoMarginBottom
				label={ __( 'Search canned replies', 'aaia-chatbot' ) }
				placeholder={ __( 'Code, title or text', 'aaia-chatbot' ) }
				value={ query }
				onChange={ setQuery }
				onKeyDown={ onKey }
				role="combobox"
				aria-autocomplete="list"
				aria-expanded={ found.length > 0 }
				aria-controls={ LIST }
				aria-activedescendant={ optionId( LIST, active ) }
			/>
			<div className="aaia-reply-picker__list">
				<ReplyOptions id={ LIST } replies={ found } active={ active } values={ values } flat={ query !== '' } onChoose={ onChoose } />
				{ problem !== '' && known === null && <Failed problem={ problem } onRetry={ () => load( true ) } /> }
				{ known === null && problem === '' && <p className="aaia-quiet">{ __( 'Loading…', 'aaia-chatbot' ) }</p> }
				{ known?.examples && query === '' && <ExamplesOffer onDecided={ set } /> }
				{ known !== null && found.length === 0 && ( query !== '' || ! known.examples ) && (
					<p className="aaia-quiet">
						{ query === '' ? __( 'No canned replies yet.', 'aaia-chatbot' ) : __( 'Nothing found.', 'aaia-chatbot' ) }
					</p>
				) }
			</div>
			<div className="aaia-reply-picker__foot">
				<Button size="compact" variant="tertiary" onClick={ () => onManage( '' ) }>
					{ __( 'Manage canned replies', 'aaia-chatbot' ) }
				</Button>
				{ draft !== '' && (
					<Button size="compact" variant="tertiary" onClick={ () => onManage( draft ) }>
						{ __( 'Keep what I wrote', 'aaia-chatbot' ) }
					</Button>
				) }
			</div>
		</div>
	);
}

/** Why there is no list, and a way to try again. */
export function Failed( { problem, onRetry }: { problem: string; onRetry: () => void } ) {
	return (
		<div className="aaia-replies__failed" role="alert">
			<p>{ problem }</p>
			<Button
				size="compact"
				variant="secondary"
				// The field keeps the keyboard.
				onMouseDown={ ( event: { preventDefault: () => void } ) => event.preventDefault() }
				onClick={ onRetry }
			>
				{ __( 'Try again', 'aaia-chatbot' ) }
			</Button>
		</div>
	);
}

/** Tells a screen reader how many were found; null says nothing. */
export function useFoundSpoken( count: number | null ): void {
	useEffect( () => {
		if ( count !== null ) {
			/* translators: %d: number of canned replies. */
			speak( sprintf( _n( '%d reply found', '%d replies found', count, 'aaia-chatbot' ), count ) );
		}
	}, [ count ] );
}
