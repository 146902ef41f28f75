<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations\Backup;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Backups that were made here, and the folder of their files.
 *
 * The constant `AAIA_CHATBOT_BACKUPS` names the folder, best outside the web root. Without it, it is in the uploads, with a random name,
 * and web servers are told to keep it closed.
 *
 * States: `making`, `checking`, `sending`, `done`, `failed`.
 *
 * @phpstan-type Backup array{id: int, name: string, reason: string, state: string, position: ?string, size: int, total: int,
 *     encrypted: bool, sent: ?string, volumes: int, error: ?string, created_at: string, done_at: ?string, verified_at: ?string,
 *     tried_at: ?string}
 */
final class BackupRepository {

	/** Option: random part of the folder's name. */
	private const OPTION = 'aaia_chatbot_backups_folder';

	private const CLOSED = [
		'.htaccess'  => "<IfModule mod_authz_core.c>\nRequire all denied\n</IfModule>\n"
			. "<IfModule !mod_authz_core.c>\nDeny from all\n</IfModule>\n",
		'web.config' => '<?xml version="1.0"?><configuration><system.webServer><authorization><deny users="*"/></authorization>'
			. '</system.webServer></configuration>',
		'index.html' => '',
	];

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** @return int Its row. */
	public function add( string $name, string $reason, bool $encrypted ): int {
		return $this->database->insert( 'backups', [
			'name'       => $name,
			'reason'     => $reason,
			'state'      => 'making',
			'encrypted'  => (int) $encrypted,
			'created_at' => Time::to_database( $this->clock->now() ),
		] );
	}

	/** @param array<string, string|int|null> $changes */
	public function change( int $id, array $changes ): void {
		$this->database->update( 'backups', $changes, [ 'id' => $id ] );
	}

	/** @return ?Backup */
	public function by_id( int $id ): ?array {
		return $this->read( $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->database->table( 'backups' ), $id ) );
	}

	/** @return ?Backup */
	public function by_name( string $name ): ?array {
		return $this->read( $this->database->row( 'SELECT * FROM %i WHERE name = %s', $this->database->table( 'backups' ), $name ) );
	}

	/** @return list<Backup> Newest first. */
	public function all(): array {
		$rows = $this->database->rows( 'SELECT * FROM %i ORDER BY id DESC LIMIT 200', $this->database->table( 'backups' ) );
		return array_values( array_filter( array_map( $this->read( ... ), $rows ) ) );
	}

	/**
	 * The backup that is being made; null when none is.
	 *
	 * @return ?Backup
	 */
	public function unfinished(): ?array {
		return $this->read( $this->database->row(
			'SELECT * FROM %i WHERE state IN ( %s, %s, %s ) ORDER BY id LIMIT 1',
			$this->database->table( 'backups' ),
			'making',
			'checking',
			'sending',
		) );
	}

	/**
	 * The newest one that is complete.
	 *
	 * @return ?Backup
	 */
	public function newest_done(): ?array {
		return $this->read( $this->database->row(
			'SELECT * FROM %i WHERE state = %s ORDER BY id DESC LIMIT 1',
			$this->database->table( 'backups' ),
			'done',
		) );
	}

	public function delete( int $id ): void {
		$this->database->delete( 'backups', [ 'id' => $id ] );
	}

	/** The path of a backup's file. @throws BackupRefused When the folder cannot be made. */
	public function path( string $name ): string {
		$folder = self::folder();
		if ( ! wp_mkdir_p( $folder ) || ! wp_is_writable( $folder ) ) {
			throw new BackupRefused( sprintf(
				/* translators: %s: path of a folder. */
				__( 'The folder %s cannot be written to. Let PHP write there, or name another one in AAIA_CHATBOT_BACKUPS.', 'aaia-chatbot' ),
				$folder,
			) );
		}
		foreach ( self::CLOSED as $file => $text ) {
			if ( ! is_file( "$folder/$file" ) ) {
				file_put_contents( "$folder/$file", $text ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- our own folder.
			}
		}
		return $folder . '/' . $name;
	}

	public function delete_file( string $name ): void {
		$path = $this->path( $name );
		if ( is_file( $path ) ) {
			wp_delete_file( $path );
		}
	}

	/** Deletes the folder with all backups of this site: when the plugin's data is deleted. */
	public static function remove_folder(): void {
		$folder = self::folder();
		foreach ( is_dir( $folder ) ? array_diff( (array) scandir( $folder ), [ '.', '..' ] ) : [] as $name ) {
			if ( is_file( "$folder/$name" ) ) {
				wp_delete_file( "$folder/$name" );
			}
		}
		if ( is_dir( $folder ) ) {
			@rmdir( $folder ); // phpcs:ignore WordPress.WP.AlternativeFunctions, WordPress.PHP.NoSilencedErrors -- our own folder.
		}
	}

	private static function folder(): string {
		$named = defined( 'AAIA_CHATBOT_BACKUPS' ) ? constant( 'AAIA_CHATBOT_BACKUPS' ) : '';
		if ( is_string( $named ) && '' !== $named ) {
			return untrailingslashit( $named ) . '/site-' . get_current_blog_id();
		}
		$random = get_option( self::OPTION );
		if ( ! is_string( $random ) || 1 !== preg_match( '/\A[0-9a-f]{32}\z/', $random ) ) {
			$random = bin2hex( random_bytes( 16 ) );
			update_option( self::OPTION, $random, false );
		}
		return wp_upload_dir( null, false )['basedir'] . '/aaia-chatbot-backups-' . $random;
	}

	/**
	 * @param ?array<string, ?string> $row
	 *
	 * @return ?Backup
	 */
	private function read( ?array $row ): ?array {
		return null === $row ? null : [
			'id'          => (int) $row['id'],
			'name'        => (string) $row['name'],
			'reason'      => (string) $row['reason'],
			'state'       => (string) $row['state'],
			'position'    => $row['position'],
			'size'        => (int) $row['size'],
			'total'       => (int) $row['total'],
			'encrypted'   => 1 === (int) $row['encrypted'],
			'sent'        => $row['sent'],
			'volumes'     => (int) $row['volumes'],
			'error'       => $row['error'],
			'created_at'  => (string) $row['created_at'],
			'done_at'     => $row['done_at'],
			'verified_at' => $row['verified_at'],
			'tried_at'    => $row['tried_at'],
		];
	}
}
