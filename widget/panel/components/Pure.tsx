/** @jsxImportSource preact */
import { Component } from 'preact';

/** A component that is drawn again only when one of its properties, or its state, is another value. */
export abstract class Pure< P extends object, S extends object = object > extends Component< P, S > {
	public override shouldComponentUpdate( props: P, state: S ): boolean {
		return differs( props, this.props ) || differs( state, this.state );
	}
}

function differs( a: object, b: object ): boolean {
	const keys = Object.keys( a ) as ( keyof typeof a )[];
	return keys.length !== Object.keys( b ).length || keys.some( ( key ) => a[ key ] !== b[ key ] );
}
