<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations\Backup;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\CallLimits;
use Aaia\Chatbot\Http\Outgoing\LocalHosts;
use Aaia\Chatbot\Http\Outgoing\OutgoingClient;
use Aaia\Chatbot\Http\Outgoing\OutgoingRequest;
use Aaia\Chatbot\Http\Outgoing\OutgoingResponse;
use Aaia\Chatbot\Http\Outgoing\Redaction;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;

/**
 * The second location of backups: another folder, an S3-compatible server or WebDAV.
 *
 * A backup goes there in volumes of VOLUME bytes, `name.001` and so on, so that no request is large and a broken one repeats little.
 * Put together (`cat name.0*`) they are the file.
 */
final class SecondLocation {

	/** Bytes of a volume. */
	public const VOLUME = 8 * 1024 * 1024;

	/** Time for one volume: 8 MB at 100 kB a second. Seconds. */
	private const SECONDS = 90.0;

	public function __construct(
		private readonly Settings $settings,
		private readonly OutgoingClient $client,
		private readonly Clock $clock,
	) {}

	/** `folder`, `s3` or `webdav`; null when there is none. */
	public function kind(): ?string {
		$kind = $this->settings->text( 'backup_place' );
		return 'none' === $kind ? null : $kind;
	}

	/** Name of a volume, from 1. */
	public static function volume( string $name, int $number ): string {
		return sprintf( '%s.%03d', $name, $number );
	}

	/** @throws BackupRefused */
	public function put( string $name, string $bytes ): void {
		if ( 'folder' === $this->kind() ) {
			$path = $this->folder() . '/' . $name;
			// phpcs:ignore WordPress.WP.AlternativeFunctions, WordPress.PHP.NoSilencedErrors -- the owner's folder; a full disk is an answer.
			if ( strlen( $bytes ) !== @file_put_contents( $path, $bytes ) ) {
				throw new BackupRefused( __(
					'The backup could not be written to the second folder. Is its disk full, or may PHP not write there?',
					'aaia-chatbot',
				) );
			}
			return;
		}
		$this->checked( $this->send( 'PUT', $name, $bytes ) );
	}

	/** The bytes of a volume; null when it is not there. @throws BackupRefused */
	public function get( string $name ): ?string {
		if ( 'folder' === $this->kind() ) {
			$path = $this->folder() . '/' . $name;
			return is_file( $path ) ? (string) file_get_contents( $path ) : null;
		}
		$answer = $this->send( 'GET', $name );
		return 404 === $answer->status ? null : $this->checked( $answer )->body;
	}

	/** Deletes a volume; one that is not there is fine. @throws BackupRefused */
	public function delete( string $name ): void {
		if ( 'folder' === $this->kind() ) {
			$path = $this->folder() . '/' . $name;
			if ( is_file( $path ) ) {
				wp_delete_file( $path );
			}
			return;
		}
		$answer = $this->send( 'DELETE', $name );
		if ( 404 !== $answer->status ) {
			$this->checked( $answer );
		}
	}

	/** Writes, reads and deletes a small file. @throws BackupRefused With what is wrong. */
	public function test(): void {
		$name  = 'aaia-test-' . bin2hex( random_bytes( 4 ) ) . '.txt';
		$bytes = random_bytes( 64 );
		$this->put( $name, $bytes );
		if ( $bytes !== $this->get( $name ) ) {
			throw new BackupRefused( __( 'The second location stored a file and returned another one.', 'aaia-chatbot' ) );
		}
		$this->delete( $name );
	}

	private function folder(): string {
		$folder = untrailingslashit( $this->settings->text( 'backup_folder' ) );
		if ( ! path_is_absolute( $folder ) || ! is_dir( $folder ) || ! wp_is_writable( $folder ) ) {
			throw new BackupRefused( __(
					'The second folder for backups is not there, or PHP may not write to it. Type its full path.',
					'aaia-chatbot',
				) );
		}
		return $folder;
	}

	private function send( string $method, string $name, string $body = '' ): OutgoingResponse {
		$base    = untrailingslashit( $this->settings->text( 'backup_url' ) );
		$secret  = $this->settings->secret( 'backup_secret' );
		$user    = $this->settings->text( 'backup_user' );
		$url     = $base . '/' . rawurlencode( $name );
		$headers = 's3' === $this->kind()
			? ( new AwsSignature( $user, $secret, $this->settings->text( 'backup_region' ) ) )->headers( $method, $url, $body, $this->clock->now() )
			: [ 'authorization' => 'Basic ' . base64_encode( $user . ':' . $secret ) ];
		if ( '' === $base || '' === $secret ) {
			throw new BackupRefused( __( 'The address or the key of the second location for backups is missing.', 'aaia-chatbot' ) );
		}
		try {
			return $this->client->send(
				new OutgoingRequest( $method, $url, $headers + [ 'content-type' => 'application/octet-stream' ], $body ),
				new CallLimits( self::SECONDS, self::VOLUME + 1024 ),
				new LocalHosts( $this->settings->list( 'allowed_local_hosts' ), true ),
			);
		} catch ( CallFailure $failure ) {
			throw new BackupRefused( $failure->getMessage() );
		}
	}

	/** @throws BackupRefused For an answer that is no success. */
	private function checked( OutgoingResponse $answer ): OutgoingResponse {
		if ( $answer->status >= 200 && $answer->status < 300 && ! $answer->is_cut ) {
			return $answer;
		}
		throw new BackupRefused( sprintf(
			/* translators: 1: HTTP status, 2: what the server said. */
			__( 'The second location for backups refused (%1$d): %2$s', 'aaia-chatbot' ),
			$answer->status,
			Redaction::redact( $answer->body, $this->settings->secret( 'backup_secret' ) ),
		) );
	}
}
