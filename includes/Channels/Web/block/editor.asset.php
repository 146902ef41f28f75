<?php declare( strict_types=1 );
/** What the block's editor script needs; read by WordPress. */

defined( 'ABSPATH' ) || exit;

return [
	'dependencies' => [ 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element' ],
	'version'      => '51a2839a1460',
];
