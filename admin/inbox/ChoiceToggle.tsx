import type { ReactNode } from 'react';

/** The button of a menu that shows what stands. `label`: that for a screen reader, with a hint that it can be changed. */
export function ChoiceToggle( {
	popup,
	label,
	isOpen,
	onToggle,
	children,
}: {
	popup: 'menu' | 'dialog';
	label: string;
	isOpen: boolean;
	onToggle: () => void;
	children: ReactNode;
} ) {
	return (
		<button
			type="button"
			className="aaia-choice-toggle"
			aria-haspopup={ popup }
			aria-expanded={ isOpen }
			aria-label={ label }
			title={ label }
			onClick={ onToggle }
		>
			{ children }
		</button>
	);
}
