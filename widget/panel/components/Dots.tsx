/** @jsxImportSource preact */

/** Something is on its way. Decoration: screen readers are told what arrives. */
export function Dots() {
	return <div class="bubble dots" part="typing" aria-hidden="true"><i /><i /><i /></div>;
}
