import './parts.css';
import { useEffect, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';

/**
 * Sections above may still load and grow: the requested one is kept in place for this long, unless the user scrolls.
 * Milliseconds.
 */
const HELD = 3_000;

/** One part of a long tab. */
export interface Part {
	/** Unique in the tab; part of the element's id `aaia-{tab}-{name}`. */
	name: string;
	/** Short title for the navigation. */
	title: string;
	content: ReactNode;
}

/** Keeps an element scrolled into view while the content above it grows. Returns a function that stops this. */
function hold( element: HTMLElement, within: HTMLElement ): () => void {
	const follow = new ResizeObserver( () => element.scrollIntoView( { block: 'start' } ) );
	const moves = [ 'wheel', 'touchmove', 'keydown', 'pointerdown' ] as const;
	const release = (): void => {
		follow.disconnect();
		clearTimeout( timer );
		moves.forEach( ( move ) => window.removeEventListener( move, release ) );
	};
	const timer = setTimeout( release, HELD );
	follow.observe( within );
	moves.forEach( ( move ) => window.addEventListener( move, release, { passive: true } ) );
	return release;
}

/** The sections of a long tab, with a navigation to each of them at the top. */
export function Parts( { tab, parts }: { tab: string; parts: readonly Part[] } ) {
	const way = useRef< HTMLElement >( null );
	const all = useRef< HTMLDivElement >( null );
	const release = useRef( () => {} );
	const go = ( id: string ): void => {
		release.current();
		const part = document.getElementById( id );
		if ( part && all.current ) {
			release.current = hold( part, all.current );
		}
	};
	useEffect( () => {
		// What is brought into view, by the keyboard or by us, stays clear of the way, however many lines that has.
		const follow = new ResizeObserver( ( [ bar ] ) =>
			document.documentElement.style.setProperty( '--aaia-jumps', `${ bar?.target.clientHeight ?? 0 }px` ) );
		if ( way.current ) {
			follow.observe( way.current );
		}
		return () => {
			follow.disconnect();
			document.documentElement.style.removeProperty( '--aaia-jumps' );
		};
	}, [] );
	useEffect( () => {
		// The browser looked for the anchor before the sections were rendered.
		const asked = window.location.hash.slice( 1 );
		if ( asked.startsWith( `aaia-${ tab }-` ) ) {
			document.getElementById( asked )?.scrollIntoView( { block: 'start' } );
			go( asked );
		}
		return () => release.current();
	}, [ tab ] );
	return (
		<>
			<nav ref={ way } className="aaia-jumps" aria-label={ __( 'Sections of this page', 'aaia-chatbot' ) }>
				<ul>
					{ parts.map( ( { name, title } ) => (
						<li key={ name }>
							<a href={ `#aaia-${ tab }-${ name }` } onClick={ () => go( `aaia-${ tab }-${ name }` ) }>
								{ title }
							</a>
						</li>
					) ) }
				</ul>
			</nav>
			<div ref={ all }>
				{ parts.map( ( { name, content } ) => (
					<div key={ name } id={ `aaia-${ tab }-${ name }` } className="aaia-part" tabIndex={ -1 }>
						{ content }
					</div>
				) ) }
			</div>
		</>
	);
}
