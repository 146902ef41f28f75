<?php

/**
 * Copies the PHP library the plugin ships with into vendor-prefixed/, below a namespace of our own.
 *
 * Plugins share one process: without this, another plugin's copy of the same library, of another version, would be used in place of
 * ours. Names are changed in code, in strings that name classes and in comments. PHP's own tokens tell names from
 * other text, so that neither a function nor a word that happens to look alike is touched. A guard below each file's namespace keeps it
 * from being opened directly.
 *
 * Argument: the project's root. The folder appears whole or not at all.
 */

declare( strict_types=1 );

/** The namespace that other people's code stands in, in our zip. */
const AAIA_PREFIX = 'Aaia\\Chatbot\\Vendor';

/** Top namespaces of what is taken over: where the sources are, where they go, and the licences that must go with them. */
const AAIA_LIBRARIES = [
	'Smalot' => [
		'sources'  => 'vendor/smalot/pdfparser/src/Smalot',
		'target'   => 'Smalot',
		'licences' => [
			'vendor/smalot/pdfparser/LICENSE.txt' => 'Smalot/PdfParser/LGPL-3.txt',
			'tools/licences/GPL-3.txt'            => 'Smalot/PdfParser/GPL-3.txt',
		],
	],
];

/** The code of a file with every name below $namespace moved below ours. */
function aaia_prefixed( string $code, string $namespace ): string {
	$patterns = [
		T_NAME_QUALIFIED           => '/^' . $namespace . '(?=(\\\\))/',
		T_NAME_FULLY_QUALIFIED     => '/(?<=^\\\\)' . $namespace . '(?=(\\\\))/',
		T_CONSTANT_ENCAPSED_STRING => '/(?<!\w)' . $namespace . '(?=(\\\\{1,2})\w)/',
		T_COMMENT                  => '/(?<!\w)' . $namespace . '(?=(\\\\)\w)/',
		T_DOC_COMMENT              => '/(?<!\w)' . $namespace . '(?=(\\\\)\w)/',
	];
	$moved    = '';
	foreach ( PhpToken::tokenize( $code ) as $token ) {
		$moved .= ! isset( $patterns[ $token->id ] ) ? $token->text : preg_replace_callback(
			$patterns[ $token->id ],
			// In a string the separator may be written as two signs.
			static fn( array $match ): string => str_replace( '\\', $match[1], AAIA_PREFIX ) . $match[1] . $match[0],
			$token->text
		);
	}
	return $moved;
}

/** The code of a file that does nothing when it is opened outside WordPress. */
function aaia_guarded( string $code ): string {
	$guarded = preg_replace( '/^namespace [^;{]+;\n/m', "$0\ndefined( 'ABSPATH' ) || exit;\n", $code, 1, $count );
	if ( null === $guarded || 1 !== $count ) {
		throw new RuntimeException( 'A file of the library has no namespace to put the guard below.' );
	}
	return $guarded;
}

/** Writes a file, with its folder. */
function aaia_write( string $path, string $content ): void {
	if ( ! is_dir( dirname( $path ) ) ) {
		mkdir( dirname( $path ), 0777, true );
	}
	if ( strlen( $content ) !== file_put_contents( $path, $content ) ) {
		throw new RuntimeException( "$path cannot be written." );
	}
}

/** Removes a folder and everything in it. */
function aaia_remove( string $folder ): void {
	if ( ! is_dir( $folder ) ) {
		return;
	}
	foreach ( new RecursiveIteratorIterator(
		new RecursiveDirectoryIterator( $folder, FilesystemIterator::SKIP_DOTS ),
		RecursiveIteratorIterator::CHILD_FIRST,
	) as $file ) {
		$file->isDir() ? rmdir( $file->getPathname() ) : unlink( $file->getPathname() );
	}
	rmdir( $folder );
}

$root   = rtrim( $argv[1] ?? dirname( __DIR__ ), '/' );
$target = $root . '/vendor-prefixed';
$part   = $target . '.' . getmypid();
$notice = "/* Changed for AAIA Chatbot when it was built: the namespace, and a guard below it. Licence: LGPL-3.txt. */\n";

foreach ( AAIA_LIBRARIES as $namespace => $library ) {
	$sources = $root . '/' . $library['sources'];
	foreach ( new RecursiveIteratorIterator( new RecursiveDirectoryIterator( $sources, FilesystemIterator::SKIP_DOTS ) ) as $file ) {
		if ( 'php' === $file->getExtension() ) {
			$code = aaia_prefixed( (string) file_get_contents( $file->getPathname() ), $namespace );
			aaia_write(
				$part . '/' . $library['target'] . substr( $file->getPathname(), strlen( $sources ) ),
				aaia_guarded( (string) preg_replace( '/^<\?php\s*\n/', "<?php\n\n$notice\n", $code ) ),
			);
		}
	}
	foreach ( $library['licences'] as $from => $to ) {
		aaia_write( $part . '/' . $to, (string) file_get_contents( $root . '/' . $from ) );
	}
}
aaia_remove( $target );
if ( ! rename( $part, $target ) ) {
	fwrite( STDERR, "$target cannot be written.\n" );
	exit( 1 );
}
