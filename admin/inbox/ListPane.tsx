import { Button, SearchControl, Spinner } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { people, plus } from '@wordpress/icons';
import type { KeyboardEvent } from 'react';
import { NARROWING, NO_FILTER } from '../data/filter';
import type { Filter } from '../data/filter';
import { pageFacts } from '../data/page-facts';
import type { StaffCategory, StaffConversation } from '../../src/wire/wire';
import { BulkBar } from './BulkBar';
import { hasEnded } from './bulk-words';
import { BulkReport } from './BulkReport';
import { CategoryMark } from './CategoryMenu';
import { listTabs } from './commands';
import { ConversationRow } from './ConversationRow';
import { ExportAnswers } from './ExportAnswers';
import { FilterSelect } from './FilterSelect';
import { FilterChips, FiltersMenu } from './FiltersMenu';
import { focusRow, isField, isInPopup, rowBeside } from './keys';
import { failureSentence } from './failure';
import { FailureNotice } from './FailureNotice';
import { isFiltered } from './inbox-state';
import { SyncedButton } from './LiveIndicator';
import { OpenMenu } from './OpenConversations';
import { PreferencesMenu } from './PreferencesMenu';
import { RowMenu } from './RowMenu';
import { ViewsMenu } from './ViewsMenu';
import { OwnState } from './OwnState';
import type { Inbox } from './use-inbox';
import { useSelection } from './use-selection';
import type { Selection } from './use-selection';
import { useLongPress, useTouch } from './use-touch';
import { useVirtualRows } from './use-virtual-rows';
import { countWord, sortChoices, statusChoices, visitorName } from './words';

/** Pause in typing after which a search begins. Milliseconds. */
const SEARCH_PAUSE = 350;

/** The list: whose, which, found by words; then the conversations, by newest activity. */
export function ListPane( {
	inbox,
	onDelete,
	onShortcuts,
	onContacts,
	onBegin,
}: {
	inbox: Inbox;
	onDelete: ( conversation: StaffConversation ) => void;
	onShortcuts: () => void;
	onContacts: () => void;
	onBegin: () => void;
} ) {
	const { state } = inbox;
	const selection = useSelection( state );
	const canSelect = pageFacts().can.reply || pageFacts().can.delete;
	return (
		<section className="aaia-list" aria-label={ __( 'List of conversations', 'aaia-chatbot' ) }>
			<Tabs inbox={ inbox } />
			<Filters inbox={ inbox } onBegin={ onBegin } />
			{ state.problem && state.list.phase !== 'failed' && (
				<p className="aaia-list__offline" role="status">{ failureSentence( state.problem ) } { __( 'Trying again…', 'aaia-chatbot' ) }</p>
			) }
			<div
				className="aaia-list__select"
				role="presentation"
				onKeyDown={ canSelect ? ( event ) => onSelectionKey( event, selection ) : undefined }
			>
				{ state.bulk && ( selection.ids.length === 0 || ! hasEnded( state.bulk ) ) && <BulkReport inbox={ inbox } run={ state.bulk } /> }
				{ selection.ids.length > 0 && <BulkBar inbox={ inbox } selection={ selection } /> }
				<Rows inbox={ inbox } selection={ canSelect ? selection : null } onDelete={ onDelete } />
			</div>
			<footer className="aaia-list__foot aaia-narrow">
				<SyncedButton inbox={ inbox } />
				<OpenMenu inbox={ inbox } />
				<Button icon={ people } label={ __( 'Contacts', 'aaia-chatbot' ) } onClick={ onContacts } />
				<PreferencesMenu inbox={ inbox } onShortcuts={ onShortcuts } />
			</footer>
		</section>
	);
}

function Tabs( { inbox: { state, filter } }: { inbox: Inbox } ) {
	return (
		<div className="aaia-views" role="group" aria-label={ __( 'Conversations shown', 'aaia-chatbot' ) }>
			{ listTabs().map( ( [ tab, label ] ) => (
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

function Filters( { inbox, onBegin }: { inbox: Inbox; onBegin: () => void } ) {
	const { state, filter } = inbox;
	const [ search, setSearch ] = useState( state.filter.search );
	const timer = useRef( 0 );
	useEffect( () => () => window.clearTimeout( timer.current ), [] );
	// A view or the browser's back button may search for something else.
	useEffect( () => setSearch( state.filter.search ), [ state.filter.search ] );
	const type = ( text: string ): void => {
		setSearch( text );
		window.clearTimeout( timer.current );
		timer.current = window.setTimeout( () => filter( { search: text.trim() } ), SEARCH_PAUSE );
	};
	return (
		<div className="aaia-filters">
			<div className="aaia-filters__search">
				<SearchControl
					className="aaia-search"
					label={ __( 'Search conversations', 'aaia-chatbot' ) }
					placeholder={ __( 'Search', 'aaia-chatbot' ) }
					value={ search }
					onChange={ type }
				/>
				{ pageFacts().can.reply && (
					<Button
						__next40pxDefaultSize
						variant="secondary"
						icon={ plus }
						label={ __( 'New conversation', 'aaia-chatbot' ) }
						onClick={ onBegin }
					/>
				) }
			</div>
			<FilterSelect
				label={ __( 'Status', 'aaia-chatbot' ) }
				disabled={ state.filter.tab === 'pending' }
				value={ state.filter.tab === 'pending' ? 'pending' : state.filter.status }
				choices={ statusChoices() }
				onChoose={ ( status ) => filter( { status } ) }
			/>
			<FilterSelect
				label={ __( 'Order', 'aaia-chatbot' ) }
				disabled={ state.filter.search !== '' }
				value={ state.filter.search === '' ? state.filter.sort : '' }
				choices={ sortChoices() }
				onChoose={ ( sort ) => filter( { sort } ) }
			/>
			<div className="aaia-filters__menus">
				<FiltersMenu inbox={ inbox } />
				<ViewsMenu inbox={ inbox } />
				{ pageFacts().can.reply && <OwnState inbox={ inbox } /> }
			</div>
			<FilterChips inbox={ inbox } />
		</div>
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

/** X selects the row that has the focus, Mod+A all that are shown; Escape selects none. */
function onSelectionKey( event: KeyboardEvent< HTMLElement >, selection: Selection ): void {
	const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
	if ( isField( target ) || isInPopup( target ) || altKey ) {
		return;
	}
	const row = target instanceof HTMLElement ? target.closest( 'li' )?.querySelector< HTMLElement >( '[data-row]' ) : null;
	if ( key.toLowerCase() === 'a' && ( ctrlKey || metaKey ) ) {
		selection.selectLoaded();
	} else if ( key.toLowerCase() === 'x' && ! ctrlKey && ! metaKey && row ) {
		selection.toggle( row.dataset[ 'row' ] ?? '', shiftKey );
	} else if ( key === 'Escape' && selection.ids.length > 0 ) {
		selection.clear();
		focusRow( row ?? event.currentTarget.querySelector< HTMLElement >( '[data-row]' ) ?? undefined );
	} else {
		return;
	}
	event.preventDefault();
}

function Rows( { inbox, selection, onDelete }: {
	inbox: Inbox;
	/** Null for those who can do nothing with it. */
	selection: Selection | null;
	onDelete: ( conversation: StaffConversation ) => void;
} ) {
	const { state: { list, conversations, labels, present, open, filter }, loadMore } = inbox;
	const { rows, pull } = useTouch( inbox );
	const pressed = useLongPress( ( id ) => selection?.startByTouch( id ) );
	const drawn = useVirtualRows( rows, list.ids, open, list.next !== null );
	if ( list.phase === 'loading' && list.ids.length === 0 ) {
		return <div className="aaia-list__empty"><Spinner /><p>{ __( 'Loading conversations…', 'aaia-chatbot' ) }</p></div>;
	}
	const grouped = filter.sort === 'category' && filter.search === '';
	const filtered = isFiltered( filter );
	return (
		<div
			className={ `aaia-rows${ selection && selection.ids.length > 0 ? ' is-selecting' : '' }` }
			role="presentation"
			aria-busy={ list.phase === 'loading' }
			onKeyDown={ onArrow }
			ref={ rows }
			{ ...( selection ? pressed : {} ) }
		>
			{ pull }
			{ list.phase === 'failed' && list.problem && (
				<FailureNotice
					what={ __( 'The conversations could not be loaded.', 'aaia-chatbot' ) }
					problem={ list.problem }
					onRetry={ inbox.refresh }
					onReset={ filtered ? inbox.resetFilters : undefined }
				/>
			) }
			{ list.ids.length === 0 && list.phase !== 'failed' && (
				<EmptyList
					searching={ filtered }
					more={ list.next !== null }
					onEverywhere={ isNarrowSearch( filter )
						? () => inbox.filter( { ...NO_FILTER, search: filter.search } )
						: undefined }
				/>
			) }
			<ul { ...drawn.list }>
				{ drawn.rows.map( ( { id, above, item } ) => {
					const conversation = conversations[ id ];
					const begins = grouped && ( above === null || conversation?.category?.id !== conversations[ above ]?.category?.id );
					return (
						conversation && (
							<li
								key={ id }
								{ ...item }
								className={ selection?.ids.includes( id ) ? 'is-selected' : undefined }
								onClickCapture={ ( event ) => {
									const onRow = event.target instanceof Element && event.target.closest( '[data-row]' ) !== null;
									if ( selection?.byTouch && onRow ) {
										event.preventDefault();
										event.stopPropagation();
										selection.toggle( id );
									}
								} }
							>
								{ begins && <GroupName category={ conversation.category } /> }
								<ConversationRow
									conversation={ conversation }
									current={ id === open }
									found={ list.found[ id ] }
									words={ list.words }
									labels={ labels }
									present={ present[ id ] }
									onOpen={ inbox.open }
								/>
								{ selection && (
									<input
										type="checkbox"
										className="aaia-row-check"
										/* translators: %s: name of a visitor. */
										aria-label={ sprintf( __( 'Select %s', 'aaia-chatbot' ), visitorName( conversation ) ) }
										checked={ selection.ids.includes( id ) }
										onChange={ ( { nativeEvent } ) =>
											selection.toggle( id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey ) }
									/>
								) }
								<RowMenu inbox={ inbox } conversation={ conversation } onDelete={ onDelete } />
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

function GroupName( { category }: { category: StaffCategory | null } ) {
	return (
		<h2 className="aaia-group">
			{ category === null ? __( 'No category', 'aaia-chatbot' ) : <CategoryMark category={ category } /> }
		</h2>
	);
}

/** Whether a search leaves out conversations, by the tab, a chosen status or another filter. */
function isNarrowSearch( filter: Filter ): boolean {
	const chosen = ! [ 'active', 'any' ].includes( filter.status );
	return filter.search !== '' &&
		( filter.tab !== 'all' || chosen || NARROWING.some( ( key ) => filter[ key ] !== NO_FILTER[ key ] ) );
}

function EmptyList( { searching, more, onEverywhere }: {
	searching: boolean;
	more: boolean;
	/** Searches without tab, status and filters, where these leave something out. */
	onEverywhere: ( () => void ) | undefined;
} ) {
	const text = searching
		? ( more ? __( 'Nothing found in recent conversations.', 'aaia-chatbot' ) : __( 'Nothing found.', 'aaia-chatbot' ) )
		: __( 'No conversations here.', 'aaia-chatbot' );
	return (
		<div className="aaia-list__empty">
			<p>{ text }</p>
			{ onEverywhere && ! more && (
				<Button variant="secondary" __next40pxDefaultSize onClick={ onEverywhere }>
					{ __( 'Search all conversations', 'aaia-chatbot' ) }
				</Button>
			) }
			{ ! searching && <p>{ __( 'New conversations appear here automatically.', 'aaia-chatbot' ) }</p> }
		</div>
	);
}
