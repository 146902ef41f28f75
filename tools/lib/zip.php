<?php

/**
 * Packs files into a zip below the folder aaia-chatbot/.
 *
 * Arguments: the zip, the root the names on standard input are relative to. Every entry bears the same time, so that the same
 * files give the same zip.
 */

declare( strict_types=1 );

[ , $target, $root ] = $argv;

$part = $target . '.' . getmypid();

$zip = new ZipArchive();
if ( true !== $zip->open( $part, ZipArchive::CREATE | ZipArchive::OVERWRITE ) ) {
	fwrite( STDERR, "$target cannot be written.\n" );
	exit( 1 );
}
foreach ( explode( "\n", trim( (string) stream_get_contents( STDIN ) ) ) as $file ) {
	$name = 'aaia-chatbot/' . $file;
	$zip->addFile( $root . '/' . $file, $name );
	$zip->setMtimeName( $name, gmmktime( 0, 0, 0, 1, 1, 2026 ) );
	$zip->setExternalAttributesName( $name, ZipArchive::OPSYS_UNIX, 0100644 << 16 );
}
if ( ! $zip->close() || ! rename( $part, $target ) ) {
	fwrite( STDERR, "$target cannot be written.\n" );
	exit( 1 );
}
