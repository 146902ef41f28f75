<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Attachments;

defined( 'ABSPATH' ) || exit;

/**
 * The folder of attached files.
 *
 * The constant `AAIA_CHATBOT_FILES` names a folder, which can be outside the web root. Without it, files are in the uploads, in a
 * folder with
 * a random name that web servers are told to keep closed. Their names are random and have no ending, so that no server runs one; nobody
 * gets one but through our routes.
 */
final class AttachmentFolder {

	/** Option: random part of the folder's name. */
	private const OPTION = 'aaia_chatbot_files_folder';

	private const PREFIX = 'aaia-chatbot-';

	/** Written into the folder, for servers that would otherwise hand out what is in it. */
	private const CLOSED = [
		'.htaccess'  => "<IfModule mod_authz_core.c>\nRequire all denied\n</IfModule>\n"
			. "<IfModule !mod_authz_core.c>\nDeny from all\n</IfModule>\n"
			. "<IfModule mod_php.c>\nphp_flag engine off\n</IfModule>\n",
		'web.config' => '<?xml version="1.0"?><configuration><system.webServer><authorization><deny users="*"/></authorization>'
			. '<handlers><clear/></handlers></system.webServer></configuration>',
		'index.html' => '',
	];

	/** The path of a stored file. */
	public function path( string $stored ): string {
		return $this->folder() . '/' . substr( $stored, 0, 2 ) . '/' . $stored;
	}

	/** The path of its thumbnail. */
	public function thumbnail( string $stored ): string {
		return $this->path( $stored ) . '-t';
	}

	/** Writes a file. @return bool Whether it is there, whole. */
	public function write( string $path, string $bytes ): bool {
		return $this->prepare( dirname( $path ) )
			&& strlen( $bytes ) === file_put_contents( $path, $bytes ) // phpcs:ignore WordPress.WP.AlternativeFunctions -- our own folder.
			&& chmod( $path, 0640 ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- our own file.
	}

	/** Copies a file. @return bool Whether it is there, whole. */
	public function copy( string $from, string $path ): bool {
		return $this->prepare( dirname( $path ) ) && copy( $from, $path )
			&& chmod( $path, 0640 ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- our own file.
	}

	/** Deletes a file and its thumbnail. @return bool Whether both are gone. */
	public function delete( string $stored ): bool {
		foreach ( [ $this->thumbnail( $stored ), $this->path( $stored ) ] as $path ) {
			if ( file_exists( $path ) && ! @unlink( $path ) ) { // phpcs:ignore WordPress.WP.AlternativeFunctions -- our own file.
				return false;
			}
		}
		return true;
	}

	/**
	 * Names of the files that are stored, without thumbnails.
	 *
	 * @return iterable<list<string>> Some at a time.
	 */
	public function stored_before( int $time ): iterable {
		$folder = $this->folder( false );
		foreach ( null === $folder ? [] : ( glob( $folder . '/[0-9a-f][0-9a-f]', GLOB_ONLYDIR ) ?: [] ) as $inner ) {
			$names = [];
			foreach ( array_diff( (array) scandir( $inner ), [ '.', '..' ] ) as $name ) {
				if ( is_string( $name ) && is_file( "$inner/$name" ) && filemtime( "$inner/$name" ) < $time ) {
					$names[] = str_ends_with( $name, '-t' ) ? substr( $name, 0, -2 ) : $name;
				}
			}
			yield array_values( array_unique( $names ) );
		}
	}

	/** Deletes the folder of the current site with all that is in it: when the plugin's data is deleted. */
	public function remove(): void {
		self::remove_folder( $this->folder( false ) );
	}

	/** Deletes the folder of a site that was deleted, where the constant names one: WordPress deletes the site's uploads itself. */
	public function remove_of_deleted_site( int $site_id ): void {
		self::remove_folder( self::named( $site_id ) );
	}

	private static function remove_folder( ?string $folder ): void {
		if ( null === $folder || ! is_dir( $folder ) ) {
			return;
		}
		foreach ( [ ...glob( $folder . '/[0-9a-f][0-9a-f]', GLOB_ONLYDIR ) ?: [], $folder ] as $inner ) {
			foreach ( array_diff( (array) scandir( $inner ), [ '.', '..' ] ) as $name ) {
				if ( is_file( "$inner/$name" ) ) {
					@unlink( "$inner/$name" ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- our own file.
				}
			}
			@rmdir( $inner ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- our own folder.
		}
	}

	/** @return ($makes is true ? string : ?string) The folder, which may not exist yet; null when it was never used and is not wanted. */
	private function folder( bool $makes = true ): ?string {
		$named = self::named( get_current_blog_id() );
		if ( null !== $named ) {
			return $named;
		}
		$name = get_option( self::OPTION );
		if ( ! is_string( $name ) || 1 !== preg_match( '/\A[0-9a-f]{32}\z/', $name ) ) {
			if ( ! $makes ) {
				return null;
			}
			$name = bin2hex( random_bytes( 16 ) );
			// Two first uploads at once: the folder of the one that was stored first.
			if ( ! add_option( self::OPTION, $name, '', false ) ) {
				wp_cache_delete( self::OPTION, 'options' );
				wp_cache_delete( 'notoptions', 'options' );
				$known = get_option( self::OPTION );
				$name  = is_string( $known ) ? $known : $name;
			}
		}
		return wp_upload_dir( null, false )['basedir'] . '/' . self::PREFIX . $name;
	}

	/** The folder of a site where the constant says it is. */
	private static function named( int $site_id ): ?string {
		$named = defined( 'AAIA_CHATBOT_FILES' ) ? constant( 'AAIA_CHATBOT_FILES' ) : '';
		return is_string( $named ) && '' !== $named ? untrailingslashit( $named ) . '/site-' . $site_id : null;
	}

	private function prepare( string $folder ): bool {
		if ( ! wp_mkdir_p( $folder ) ) {
			return false;
		}
		foreach ( self::CLOSED as $name => $content ) {
			$path = dirname( $folder ) . '/' . $name;
			if ( ! file_exists( $path ) ) {
				file_put_contents( $path, $content ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- our own folder.
			}
		}
		return true;
	}
}
