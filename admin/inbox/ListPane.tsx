import { Button, SearchControl, SelectControl, Spinner, ToggleControl } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, _x, sprintf } from '@wordpress/i18n';
import type { KeyboardEvent } from 'react';
import type { Tab } from '../data/conversations';
import { pageFacts } from '../data/page-facts';
import { ConversationRow } from './ConversationRow';
import { ExportAnswers } from './ExportAnswers';
import { focusRow, rowBeside } from './keys';
import { OwnState } from './OwnState';
import type { Inbox } from './use-inbox';
import { answersChoices, countWord, priorityChoices, sortChoices, statusChoices } from './words';

/** Pause in typing after which a search begins. Milliseconds. */
const SEARCH_PAUSE = 350;

/** The list: whose, which, found by words; then the conversations, by newest activity. */
export function ListPane( { inbox }: { inbox: Inbox } ) {
	const { state } = inbox;
	return (
		<section className="aaia-list" aria-label={ __( 'List of conversations', 'aaia-chatbot' ) }>
			<Views inbox={ inbox } />
			<Filters inbox={ inbox } />
			{ ! state.connected && <p className="aaia-list__offline" role="status">{ __( 'Connection lost. Trying again…', 'aaia-chatbot' ) }</p> }
			<Rows inbox={ inbox } />
		</section>
	);
}

function Views( { inbox: { state, filter } }: { inbox: Inbox } ) {
	const views: Array< [ Tab, string ] > = [
		[ 'mine', __( 'Mine', 'aaia-chatbot' ) ],
		[ 'unassigned', __( 'Unassigned', 'aaia-chatbot' ) ],
		[ 'all', _x( 'All', 'conversations', 'aaia-chatbot' ) ],
		[ 'pending', _x( 'Pending', 'conversations', 'aaia-chatbot' ) ],
	];
	return (
		<div className="aaia-views" role="group" aria-label={ __( 'Conversations shown', 'aaia-chatbot' ) }>
			{ views.map( ( [ tab, label ] ) => (
				<button key={ tab } type="button" aria-pressed={ state.filter.tab === tab } onClick={ () => filter( { tab } ) }>
					{ label } <WaitingCount count={ countWord( state.counts, tab ) } />
				</button>
			) ) }
		</div>
	);
}

/** How many of a tab wait for a person; nothing for none. */
function WaitingCount( { count }: { count: string } ) {
	return count === '' || count === '0' ? null : (
		<span className="aaia-count">
			<span aria-hidden="true">{ count }</span>
			<span className="screen-reader-text">
				{ sprintf( /* translators: %s: number of conversations, or "99+". */ __( '%s waiting', 'aaia-chatbot' ), count ) }
			</span>
		</span>
	);
}

function Filters( { inbox }: { inbox: Inbox } ) {
	const { state, filter } = inbox;
	const [ search, setSearch ] = useState( state.filter.search );
	const timer = useRef( 0 );
	useEffect( () => () => window.clearTimeout( timer.current ), [] );
	const type = ( text: string ): void => {
		setSearch( text );
		window.clearTimeout( timer.current );
		timer.current = window.setTimeout( () => filter( { search: text.trim() } ), SEARCH_PAUSE );
	};
	return (
		<div className="aaia-filters">
			<SearchControl
				className="aaia-search"
				label={ __( 'Search conversations', 'aaia-chatbot' ) }
				placeholder={ __( 'Search', 'aaia-chatbot' ) }
				value={ search }
				onChange={ type }
			/>
			<FilterSelect
				label={ __( 'Status', 'aaia-chatbot' ) }
				disabled={ state.filter.tab === 'pending' }
				value={ state.filter.tab === 'pending' ? 'pending' : state.filter.status }
				choices={ statusChoices() }
				onChoose={ ( status ) => filter( { status } ) }
			/>
			<FilterSelect
				label={ __( 'Answers', 'aaia-chatbot' ) }
				value={ state.filter.answers }
				choices={ answersChoices() }
				onChoose={ ( answers ) => filter( { answers } ) }
			/>
			<FilterSelect
				label={ __( 'Priority', 'aaia-chatbot' ) }
				value={ state.filter.priority }
				choices={ priorityChoices() }
				onChoose={ ( priority ) => filter( { priority } ) }
			/>
			<FilterSelect
				label={ __( 'Order', 'aaia-chatbot' ) }
				disabled={ state.filter.search !== '' }
				value={ state.filter.search === '' ? state.filter.sort : '' }
				choices={ sortChoices() }
				onChoose={ ( sort ) => filter( { sort } ) }
			/>
			<ToggleControl
				label={ __( 'Unread only', 'aaia-chatbot' ) }
				checked={ state.filter.unread }
				onChange={ ( unread ) => filter( { unread } ) }
			/>
			{ pageFacts().can.reply && <OwnState inbox={ inbox } /> }
		</div>
	);
}

/** One filter of the list. */
function FilterSelect< T extends string >( {
	label,
	value,
	choices,
	disabled = false,
	onChoose,
}: {
	label: string;
	value: T;
	choices: Array< { value: T; label: string } >;
	disabled?: boolean;
	onChoose: ( value: T ) => void;
} ) {
	return (
		<SelectControl
			__next40pxDefaultSize
			hideLabelFromVision
			label={ label }
			disabled={ disabled }
			value={ value }
			options={ choices }
			onChange={ ( chosen ) => {
				const choice = choices.find( ( one ) => one.value === chosen );
				if ( choice ) {
					onChoose( choice.value );
				}
			} }
		/>
	);
}

/** The arrows move between conversations, as J and K do everywhere. */
function onArrow( event: KeyboardEvent< HTMLElement > ): void {
	const step = { ArrowDown: 1, ArrowUp: -1 }[ event.key ];
	if ( step !== undefined && ! event.ctrlKey && ! event.metaKey && ! event.altKey ) {
		event.preventDefault();
		focusRow( rowBeside( event.currentTarget, null, step ) );
	}
}

function Rows( { inbox }: { inbox: Inbox } ) {
	const { state: { list, conversations, open, filter }, loadMore, reload } = inbox;
	if ( list.phase === 'loading' ) {
		return <div className="aaia-list__empty"><Spinner /><p>{ __( 'Loading conversations…', 'aaia-chatbot' ) }</p></div>;
	}
	if ( list.phase === 'failed' ) {
		return (
			<div className="aaia-list__empty" role="alert">
				<p>{ __( 'The conversations could not be loaded.', 'aaia-chatbot' ) }</p>
				<Button variant="secondary" onClick={ reload }>{ __( 'Try again', 'aaia-chatbot' ) }</Button>
			</div>
		);
	}
	return (
		<div className="aaia-rows" role="presentation" onKeyDown={ onArrow }>
			{ list.ids.length === 0 && <EmptyList searching={ filter.answers !== '' || filter.search !== '' } more={ list.next !== null } /> }
			<ul>
				{ list.ids.map( ( id ) => {
					const conversation = conversations[ id ];
					return (
						conversation && (
							<li key={ id }>
								<ConversationRow
									conversation={ conversation }
									current={ id === open }
									found={ list.found[ id ] }
									words={ list.words }
									onOpen={ inbox.open }
								/>
							</li>
						)
					);
				} ) }
			</ul>
			{ list.next !== null && (
				<Button
					className="aaia-rows__more"
					__next40pxDefaultSize
					variant="secondary"
					isBusy={ list.phase === 'loading-more' }
					disabled={ list.phase === 'loading-more' }
					accessibleWhenDisabled
					onClick={ loadMore }
				>
					{ filter.search !== '' ? __( 'Search older conversations', 'aaia-chatbot' ) : __( 'Load more', 'aaia-chatbot' ) }
				</Button>
			) }
			{ list.ids.length > 0 && pageFacts().can.export && <ExportAnswers filter={ filter } /> }
		</div>
	);
}

function EmptyList( { searching, more }: { searching: boolean; more: boolean } ) {
	const text = searching
		? ( more ? __( 'Nothing found in recent conversations.', 'aaia-chatbot' ) : __( 'Nothing found.', 'aaia-chatbot' ) )
		: __( 'No conversations here.', 'aaia-chatbot' );
	return (
		<div className="aaia-list__empty">
			<p>{ text }</p>
			{ ! searching && <p>{ __( 'New conversations appear here automatically.', 'aaia-chatbot' ) }</p> }
		</div>
	);
}
