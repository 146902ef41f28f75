<?php

declare( strict_types=1 );

/**
 * A small store for tests, run by `php -S`: PUT, GET and DELETE of files in the folder OBJECT_STORE.
 *
 * Below /s3/ it checks the request's AWS signature (V4) by itself, below /dav/ the password. A file named "full" in the folder makes it
 * refuse every PUT with 507.
 */

$folder = (string) getenv( 'OBJECT_STORE' );
$path   = (string) parse_url( (string) $_SERVER['REQUEST_URI'], PHP_URL_PATH );
$file   = $folder . '/' . str_replace( '/', '_', ltrim( $path, '/' ) );
$body   = (string) file_get_contents( 'php://input' );
$auth   = (string) ( $_SERVER['HTTP_AUTHORIZATION'] ?? '' );

$signed = static function () use ( $auth, $body, $path ): bool {
	$form = '#^AWS4-HMAC-SHA256 Credential=KEYID/(\d{8})/eu-test-1/s3/aws4_request,SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})$#';
	if ( 1 !== preg_match( $form, $auth, $of ) ) {
		return false;
	}
	$lines = [ $_SERVER['REQUEST_METHOD'], $path, '' ];
	foreach ( explode( ';', $of[2] ) as $name ) {
		$lines[] = $name . ':' . $_SERVER[ 'HTTP_' . strtoupper( str_replace( '-', '_', $name ) ) ];
	}
	$hash = hash( 'sha256', $body );
	array_push( $lines, '', $of[2], $hash );
	$text = "AWS4-HMAC-SHA256\n{$_SERVER['HTTP_X_AMZ_DATE']}\n{$of[1]}/eu-test-1/s3/aws4_request\n"
		. hash( 'sha256', implode( "\n", $lines ) );
	$key  = hash_hmac( 'sha256', $of[1], 'AWS4store secret', true );
	$key  = hash_hmac( 'sha256', 'eu-test-1', $key, true );
	$key  = hash_hmac( 'sha256', 's3', $key, true );
	$key  = hash_hmac( 'sha256', 'aws4_request', $key, true );
	return $hash === $_SERVER['HTTP_X_AMZ_CONTENT_SHA256']
		&& abs( time() - (int) strtotime( $_SERVER['HTTP_X_AMZ_DATE'] ) ) < 172_800
		&& hash_equals( hash_hmac( 'sha256', $text, $key ), $of[3] );
};

if ( str_starts_with( $path, '/s3/' ) ? ! $signed() : 'Basic ' . base64_encode( 'KEYID:store secret' ) !== $auth ) {
	http_response_code( 403 );
	echo 'The key is wrong.';
	return;
}
if ( 'PUT' === $_SERVER['REQUEST_METHOD'] ) {
	if ( is_file( $folder . '/full' ) ) {
		http_response_code( 507 );
		echo 'No room.';
		return;
	}
	file_put_contents( $file, $body );
	http_response_code( 201 );
	return;
}
if ( ! is_file( $file ) ) {
	http_response_code( 404 );
	return;
}
if ( 'DELETE' === $_SERVER['REQUEST_METHOD'] ) {
	unlink( $file );
	http_response_code( 204 );
	return;
}
header( 'Content-Type: application/octet-stream' );
readfile( $file );
