<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Sources;

use Aaia\Chatbot\Knowledge\KnowledgeSettings;
use Aaia\Chatbot\Knowledge\SourceDocument;
use Aaia\Chatbot\Knowledge\Text\FileText;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Time;

/**
 * Text files in the media library, once the owner has switched them on: a library can hold files that nobody links to.
 *
 * Only files inside the uploads folder are read, and of those attached to a post only where everybody can read that post.
 */
final class FileSource implements SinglePosts {

	public const NAME = 'files';

	/** Larger files are left out. Bytes. */
	private const LIMIT = 5_000_000;

	private const TYPES = [ 'text/plain', 'text/markdown', 'text/html', 'text/csv' ];

	public function __construct(
		private readonly PostWalk $walk,
		private readonly Settings $settings,
		private readonly FileText $text,
		private readonly PostLanguage $language,
	) {}

	public function name(): string {
		return self::NAME;
	}

	public function label(): string {
		return __( 'Files', 'aaia-chatbot' );
	}

	public function count(): int {
		return $this->walk->count( $this->where() );
	}

	public function after( string $position ): iterable {
		return $this->walk->after( $position, $this->where(), $this->document( ... ) );
	}

	public function external_id( int $post_id ): string {
		return 'file:' . $post_id;
	}

	public function document( \WP_Post $post ): ?SourceDocument {
		if ( ! $this->is_public( $post ) ) {
			return null;
		}
		$path = $this->path( $post->ID );
		$text = null === $path ? false : file_get_contents( $path, false, null, 0, self::LIMIT );
		if ( null === $path || false === $text ) {
			return null;
		}
		return new SourceDocument(
			$this->external_id( $post->ID ),
			wp_strip_all_tags( html_entity_decode( $post->post_title, ENT_QUOTES | ENT_HTML5, 'UTF-8' ) ),
			$this->text->sections( strtolower( pathinfo( $path, PATHINFO_EXTENSION ) ), $text ),
			(string) wp_get_attachment_url( $post->ID ),
			$this->language->of( $post ),
			Time::from_database( $post->post_modified_gmt ),
		);
	}

	/** @return array<string, list<string>> What every file of this source has, as the walk wants it; nothing fits while the owner wants none read. */
	private function where(): array {
		return [
			'post_type'      => [ 'attachment' ],
			'post_mime_type' => $this->settings->bool( KnowledgeSettings::FILES ) ? self::TYPES : [],
		];
	}

	/** Whether the owner wants files read, this one too, and everybody may read what it hangs on. */
	private function is_public( \WP_Post $post ): bool {
		return 'attachment' === $post->post_type
			&& $this->settings->bool( KnowledgeSettings::FILES )
			&& in_array( $post->post_mime_type, self::TYPES, true )
			&& 'publish' === get_post_status( $post )
			&& ( 0 === $post->post_parent || '' === (string) get_post_field( 'post_password', $post->post_parent ) )
			&& '1' !== get_post_meta( $post->ID, '_aaia_exclude', true );
	}

	/** Where the file is; null when it is not there, too large, of another kind, or not inside the uploads folder. */
	private function path( int $id ): ?string {
		$path    = realpath( (string) get_attached_file( $id ) );
		$uploads = realpath( wp_get_upload_dir()['basedir'] );
		if ( false === $path || false === $uploads || ! str_starts_with( $path, $uploads . DIRECTORY_SEPARATOR ) || ! is_file( $path ) || filesize( $path ) > self::LIMIT ) {
			return null;
		}
		return in_array( strtolower( pathinfo( $path, PATHINFO_EXTENSION ) ), FileText::ENDINGS, true ) ? $path : null;
	}
}
