/** Style sheets are bundled beside the scripts; that of the panel, which has its own root, as text. */
declare module '*.css' {
	const css: string;
	export default css;
}
