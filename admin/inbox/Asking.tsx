import { Button, Spinner } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import type { ReactNode } from 'react';
import { asProblem } from '../data/api';

type Phase< T > = { kind: 'idle' } | { kind: 'asking' } | { kind: 'failed'; text: string } | { kind: 'there'; value: T };

/** Something that is only asked for when somebody wants it: a button, then what came, or what went wrong with the button again. */
export function Asking< T >( { label, ask, children }: { label: string; ask: () => Promise< T >; children: ( value: T ) => ReactNode } ) {
	const [ phase, setPhase ] = useState< Phase< T > >( { kind: 'idle' } );
	const box = useRef< HTMLDivElement >( null );
	const there = phase.kind === 'there';
	useEffect( () => {
		// The button that had the keyboard is gone.
		if ( there && document.activeElement === document.body ) {
			box.current?.focus();
		}
	}, [ there ] );
	const go = (): void => {
		setPhase( { kind: 'asking' } );
		ask().then(
			( value ) => setPhase( { kind: 'there', value } ),
			( failure ) => setPhase( { kind: 'failed', text: asProblem( failure ).message } )
		);
	};
	return (
		<div ref={ box } tabIndex={ -1 } aria-live="polite" aria-busy={ phase.kind === 'asking' }>
			{ phase.kind === 'asking' && <Spinner /> }
			{ phase.kind === 'failed' && (
				<p className="aaia-why__mark is-bad" role="alert">
					{ phase.text }
				</p>
			) }
			{ phase.kind === 'there' && children( phase.value ) }
			{ phase.kind !== 'there' && (
				<Button __next40pxDefaultSize variant="secondary" disabled={ phase.kind === 'asking' } accessibleWhenDisabled onClick={ go }>
					{ label }
				</Button>
			) }
		</div>
	);
}
