/** @jsxImportSource preact */
import type { ButtonHTMLAttributes } from 'preact';
import { Icon } from './Icon';
import type { IconName } from './Icon';

/** A button that shows an icon only. Its label is its name, and is shown when the pointer rests on it. */
export function IconButton( { icon, label, ...rest }: { icon: IconName; label: string } & ButtonHTMLAttributes ) {
	return <button type="button" class="tool" aria-label={ label } title={ label } { ...rest }><Icon name={ icon } /></button>;
}
