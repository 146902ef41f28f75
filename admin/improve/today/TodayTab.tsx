import { Button, Spinner } from '@wordpress/components';
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Today, TodayItem } from '../../../src/wire/wire';
import { asProblem } from '../../data/api';
import { pageFacts } from '../../data/page-facts';
import { loadToday, loadTodayItems, markToday } from '../../data/today';
import type { TodayKind } from '../../data/today';
import { isField, isInPopup } from '../../inbox/keys';
import { shortTime } from '../../inbox/times';
import { cappedCount } from '../../shared/unread';
import { RemindersButton } from './RemindersButton';
import { kindHint, kindWord } from './today-words';
import { TodayDetail } from './TodayDetail';

/** How often counts are read again while the page is looked at. Milliseconds. */
const AGAIN = 60_000;

/** The server counts no further. */
const CAP = 100;

/** What waits for a look, one kind after the other: a list, and one item beside it. */
export function TodayTab() {
	const today = useToday();
	const { facts, kind, items, open, problem, undo } = today;
	const detail = useRef< HTMLDivElement >( null );
	const at = items === null ? -1 : items.findIndex( ( { id } ) => id === open );
	const item = items?.[ at ];
	const step = ( by: 1 | -1 ): void => {
		const next = items?.[ at + by ];
		if ( next ) {
			today.show( next.id );
		}
	};
	useKeys( ( key ) => {
		const press = ( name: string ): boolean => {
			const button = detail.current?.querySelector< HTMLElement >( `[data-key="${ name }"]` );
			button?.click();
			return Boolean( button );
		};
		switch ( key ) {
			case 'j': case 'ArrowDown': step( 1 ); return true;
			case 'k': case 'ArrowUp': step( -1 ); return true;
			case 'n': today.next(); return true;
			case 'z': undo?.(); return undo !== null;
			default: return /^[a-z1-5]$/.test( key ) && press( key );
		}
	} );
	if ( facts === null ) {
		return problem !== '' ? <p role="alert">{ problem }</p> : (
			<p className="aaia-loading"><Spinner />{ __( 'Loading…', 'aaia-chatbot' ) }</p>
		);
	}
	const left = facts.queues.reduce( ( sum, { count } ) => sum + count, 0 );
	const capped = facts.queues.some( ( { count } ) => count >= CAP );
	return (
		<div className="aaia-today">
			<div className="aaia-today__head">
				<p role="status">
					<strong>{ leftWords( left, capped ) }</strong>
					{ facts.done > 0 && ` · ${ doneWords( facts.done ) }` }
				</p>
				{ undo && <Button size="compact" variant="link" onClick={ undo }>{ __( 'Undo the last', 'aaia-chatbot' ) }</Button> }
				<RemindersButton />
			</div>
			<nav className="aaia-today__steps" aria-label={ __( 'Steps of the day', 'aaia-chatbot' ) }>
				<ol>
					{ facts.queues.map( ( queue ) => (
						<li key={ queue.kind }>
							<button
								type="button"
								aria-current={ queue.kind === kind ? 'step' : undefined }
								className={ queue.count === 0 ? 'is-done' : '' }
								onClick={ () => today.choose( queue.kind ) }
							>
								<span>{ kindWord( queue.kind ) }</span>
								{ queue.count === 0
									? <Tick />
									: <b>{ cappedCount( queue.count ) }</b> }
							</button>
						</li>
					) ) }
				</ol>
			</nav>
			<section className="aaia-today__list" aria-label={ kindWord( kind ) }>
				<p className="aaia-today__hint">{ kindHint( kind ) }</p>
				{ problem && <p role="alert">{ problem }</p> }
				{ items === null && ! problem && <Spinner /> }
				{ items?.length === 0 && <p className="aaia-today__empty">{ __( 'Nothing left here.', 'aaia-chatbot' ) }</p> }
				<ol>
					{ items?.map( ( one ) => (
						<li key={ one.id }>
							<button type="button" aria-current={ one.id === open } data-item={ one.id } onClick={ () => today.show( one.id ) }>
								<span dir="auto">{ one.source?.title || one.text || __( '(no text)', 'aaia-chatbot' ) }</span>
								<time dateTime={ one.at }>{ shortTime( one.at ) }</time>
							</button>
						</li>
					) ) }
				</ol>
			</section>
			<div className="aaia-today__one" ref={ detail }>
				{ item
					? (
						<TodayDetail
							key={ `${ item.kind } ${ item.id }` }
							item={ item }
							onHandled={ ( undoable ) => today.handled( item, undoable ) }
							onSkip={ () => step( 1 ) }
						/>
					)
					: items?.length === 0 && (
						left === 0
							? <p className="aaia-today__all">{ __( 'Everything is done. See you tomorrow!', 'aaia-chatbot' ) }</p>
							: (
								<Button variant="primary" __next40pxDefaultSize onClick={ today.next }>
									{ __( 'Go on with the next step', 'aaia-chatbot' ) } <kbd aria-hidden="true">N</kbd>
								</Button>
							)
					) }
			</div>
		</div>
	);
}

function Tick() {
	return (
		<span className="aaia-today__tick">
			<span aria-hidden="true">✓</span>
			<span className="screen-reader-text">{ __( 'Done', 'aaia-chatbot' ) }</span>
		</span>
	);
}

const leftWords = ( left: number, capped: boolean ): string =>
	left === 0 ? __( 'Nothing waits for a look.', 'aaia-chatbot' )
		: sprintf(
			/* translators: %s: a number, such as 12 or "100+". */
			_n( '%s thing waits for a look', '%s things wait for a look', left, 'aaia-chatbot' ),
			capped ? `${ left }+` : String( left )
		);

const doneWords = ( done: number ): string =>
	/* translators: %s: a number, or "99+". */
	sprintf( _n( '%s handled by you today', '%s handled by you today', done, 'aaia-chatbot' ), cappedCount( done ) );

/** The page's state: counts, the chosen kind, its list, the open item, and the last thing that can be undone. */
function useToday() {
	const [ facts, setFacts ] = useState< Today | null >( null );
	const [ chosen, setChosen ] = useState< TodayKind | null >( null );
	const [ items, setItems ] = useState< TodayItem[] | null >( null );
	const [ open, setOpen ] = useState< string | null >( null );
	const [ problem, setProblem ] = useState( '' );
	const [ last, setLast ] = useState< TodayItem | null >( null );
	const first = facts?.queues.find( ( { count } ) => count > 0 )?.kind ?? facts?.queues[ 0 ]?.kind ?? 'waiting';
	const kind = chosen ?? first;
	const fail = ( failure: unknown ): void => setProblem( asProblem( failure ).message );

	const count = useCallback( () => loadToday().then( ( answer ) => {
		setFacts( answer );
		// Chosen once: what is handled meanwhile must not move the reader to another step.
		setChosen( ( before ) => before ?? answer.queues.find( ( queue ) => queue.count > 0 )?.kind ?? null );
	}, fail ), [] );
	const shown = useRef( kind );
	shown.current = kind;
	const list = useCallback( ( of: TodayKind, focus: string | null = null ) => {
		setProblem( '' );
		loadTodayItems( of ).then( ( answer ) => {
			if ( of !== shown.current ) {
				return;
			}
			setItems( answer.items );
			setOpen( ( before ) => answer.items.find( ( { id } ) => id === ( focus ?? before ) )?.id ?? answer.items[ 0 ]?.id ?? null );
		}, fail );
	}, [] );
	useEffect( () => {
		void count();
		const again = setInterval( () => ! document.hidden && void count(), AGAIN );
		return () => clearInterval( again );
	}, [ count ] );
	const isKnown = facts !== null;
	useEffect( () => {
		if ( isKnown ) {
			setItems( null );
			setOpen( null );
			list( kind );
		}
	}, [ isKnown, kind, list ] );

	const choose = ( to: TodayKind ): void => setChosen( to );
	const next = (): void => {
		const queues = facts?.queues ?? [];
		const at = queues.findIndex( ( queue ) => queue.kind === kind );
		const to = [ ...queues.slice( at + 1 ), ...queues.slice( 0, at ) ].find( ( queue ) => queue.count > 0 );
		if ( to ) {
			choose( to.kind );
		}
	};
	const handled = ( item: TodayItem, undoable = true ): void => {
		const rest = items?.filter( ( { id } ) => id !== item.id ) ?? [];
		const at = items?.findIndex( ( { id } ) => id === item.id ) ?? 0;
		setItems( rest );
		setOpen( ( rest[ at ] ?? rest.at( -1 ) )?.id ?? null );
		setLast( undoable && ! [ 'waiting', 'stuck', 'report' ].includes( item.kind ) ? item : null );
		void count();
		if ( rest.length === 0 ) {
			list( item.kind );
		}
	};
	const undo = last === null || ! pageFacts().can.reply ? null : (): void => {
		setLast( null );
		markToday( last.id, false ).then( () => {
			void count();
			setChosen( last.kind );
			list( last.kind, last.id );
		}, fail );
	};
	return { facts, kind, items, open, problem, undo, choose, next, handled, show: setOpen };
}

/** Calls back with keys that are pressed anywhere but in a field, a menu or a dialog. True: it did something. */
function useKeys( onKey: ( key: string ) => boolean ): void {
	const latest = useRef( onKey );
	latest.current = onKey;
	useEffect( () => {
		const listen = ( event: KeyboardEvent ): void => {
			const free = ! event.ctrlKey && ! event.metaKey && ! event.altKey && ! event.defaultPrevented && ! event.isComposing;
			const { target, key } = event;
			const arrows = key.startsWith( 'Arrow' ) && ! ( target instanceof Element && target.closest( '.aaia-today' ) );
			const wanted = free && ! arrows && ! isField( target ) && ! isInPopup( target );
			if ( wanted && latest.current( key.length === 1 ? key.toLowerCase() : key ) ) {
				event.preventDefault();
			}
		};
		document.addEventListener( 'keydown', listen );
		return () => document.removeEventListener( 'keydown', listen );
	}, [] );
}
