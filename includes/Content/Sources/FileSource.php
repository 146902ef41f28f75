<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\ContentSettings;
use Aaia\Chatbot\Content\DocumentRepository;
use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Content\SourceRepository;
use Aaia\Chatbot\Content\SyncSource;
use Aaia\Chatbot\Content\Text\FileKind;
use Aaia\Chatbot\Content\Text\FileReader;
use Aaia\Chatbot\Content\Text\Unreadable;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Jobs\RetryLater;
use Aaia\Chatbot\Language\LanguageDetector;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Time;

/**
 * Source of the files in the media library. Off by default, because a library can hold files that no page links to.
 *
 * Reads only files inside the uploads folder. A file that is attached to a post is read only when everybody can read that post. Syncs
 * skip unchanged files; FileStateRepository stores the result of each file. The same file uploaded twice is one document.
 */
final class FileSource implements PostBasedSource {

	public const NAME = 'files';

	/** Version of the readers. It is part of the fingerprint, so a new number makes syncs read every file again. */
	private const READER = 2;

	/** Folders with the digital products of shops. */
	private const SOLD = '~^(?:woocommerce_uploads|edd)/~';

	/** Rules in an .htaccess file that deny access to a whole folder. Rules inside <Files> blocks are ignored. */
	private const CLOSED     = '/^\s*(?:deny\s+from\s+all|require\s+all\s+denied)\b/im';
	private const SOME_FILES = '~<(Files|FilesMatch)\b.*?</\1>~is';

	/** Seconds to wait while another process reads the same file. */
	private const RETRY = 180;

	/** @var array<string, bool> Cache of this request: whether a folder is closed to visitors. */
	private array $closed = [];

	public function __construct(
		private readonly PostIterator $posts,
		private readonly Settings $settings,
		private readonly FileReader $reader,
		private readonly FileStateRepository $states,
		private readonly PostLanguage $language,
		private readonly SourceRepository $sources,
		private readonly DocumentRepository $documents,
		private readonly JobQueue $jobs,
	) {}

	public function name(): string {
		return self::NAME;
	}

	public function label(): string {
		return __( 'Files', 'aaia-chatbot' );
	}

	public function count(): int {
		return $this->posts->count( $this->where() );
	}

	public function after( string $position ): iterable {
		yield from $this->posts->after( $position, $this->where(), $this->changed( ... ) );
		$this->states->purge( ! $this->is_enabled() );
	}

	public function external_id( int $post_id ): string {
		return 'file:' . $post_id;
	}

	/** Whether a post is a file that is too slow to read in the request that saves it, see FileKind::is_quick(). */
	public static function takes_long( int $post_id ): bool {
		$path = 'attachment' === get_post_type( $post_id ) ? (string) get_attached_file( $post_id ) : '';
		$kind = FileKind::from_path( $path );
		return null !== $kind && is_file( $path ) && ! $kind->is_quick( (int) filesize( $path ) );
	}

	/** @return list<int> Ids of the files attached to a post; empty while files are switched off. */
	public function attached_to( int $post_id ): array {
		$files = [];
		foreach ( $this->posts->after(
			'',
			[ 'post_parent' => [ (string) $post_id ] ] + $this->where(),
			static fn( \WP_Post $file ): int => $file->ID,
		) as $file ) {
			if ( null !== $file ) {
				$files[] = $file;
			}
		}
		return $files;
	}

	/** Whether no attempt was made to read the file. */
	public function is_new( int $post_id ): bool {
		return $this->states->is_new( $post_id );
	}

	/** Deletes the stored result of reading the file. A copy of it takes its place. */
	public function forget( int $post_id ): void {
		if ( $this->states->forget( $post_id ) ) {
			SyncSource::queue( $this->jobs, self::NAME );
		}
	}

	/** @throws RetryLater When another process is reading the file. */
	public function document( \WP_Post $post ): ?SourceDocument {
		$path = $this->path( $post );
		$kind = FileKind::from_path( (string) get_attached_file( $post->ID ) );
		if ( ! $this->is_indexable( $post ) || null === $kind ) {
			$this->forget( $post->ID );
			return null;
		}
		$may_read = $this->states->begin( $post->ID, $this->fingerprint( $post, $path ) );
		if ( null === $may_read ) {
			throw new RetryLater( self::RETRY, 'This file is being read.' );
		}
		if ( ! $may_read ) {
			return null;
		}
		// The same file in two languages is two documents.
		$hash = null === $path ? '' : hash( 'sha256', hash_file( 'sha256', $path ) . $this->language->explicit_locale( $post ) );
		if ( $this->states->set_content( $post->ID, $hash ) ) {
			SyncSource::queue( $this->jobs, self::NAME );
		}
		if ( '' !== $hash && $this->states->has_original( $post->ID, $hash ) ) {
			$this->states->finish_copy( $post->ID );
			return null;
		}
		$content = null === $path ? null : $this->reader->read( $kind, $path );
		$this->states->finish(
			$post->ID,
			null !== $content && [] !== $content->sections,
			null === $content ? Unreadable::Missing : $content->problem,
		);
		if ( null === $content || [] === $content->sections ) {
			return null;
		}
		$guess = '' === $this->language->explicit_locale( $post )
			? LanguageDetector::detect_in_document( array_column( $content->sections, 'text' ) )
			: '';
		return new SourceDocument(
			$this->external_id( $post->ID ),
			$this->title( $post ),
			$content->sections,
			(string) wp_get_attachment_url( $post->ID ),
			'' === $guess ? $this->language->code( $post ) : $guess,
			Time::from_database( $post->post_modified_gmt ),
		);
	}

	/** The document of a file that changed since it was last read; null for other files, which are kept. */
	private function changed( \WP_Post $post ): ?SourceDocument {
		$known = $this->is_indexable( $post )
			? $this->states->last_result( $post->ID, $this->fingerprint( $post, $this->path( $post ) ) )
			: null;
		if ( false === $known || true === $known && $this->mark_seen( $post->ID ) ) {
			return null;
		}
		try {
			return $this->document( $post );
		} catch ( RetryLater ) {
			$this->mark_seen( $post->ID );
			return null;
		}
	}

	/** Notes that the sync has met this file. Returns false when the file has no document. */
	private function mark_seen( int $post_id ): bool {
		$source   = $this->sources->find( self::NAME );
		$document = null === $source ? null : $this->documents->find( $source, $this->external_id( $post_id ) );
		if ( null !== $document ) {
			$this->documents->touch( $document['id'] );
		}
		return null !== $document;
	}

	/** Hash of the file's path, size and time, and of everything else that its document is made of. */
	private function fingerprint( \WP_Post $post, ?string $path ): string {
		$of_file = null === $path ? [] : [ $path, (string) filesize( $path ), (string) filemtime( $path ) ];
		return md5( implode(
			"\n",
			[
				(string) self::READER,
				$this->title( $post ),
				(string) wp_get_attachment_url( $post->ID ),
				$this->language->code( $post ),
				...$of_file,
			],
		) );
	}

	private function title( \WP_Post $post ): string {
		return wp_strip_all_tags( html_entity_decode( $post->post_title, ENT_QUOTES | ENT_HTML5, 'UTF-8' ) );
	}

	private function is_enabled(): bool {
		return $this->settings->bool( ContentSettings::FILES );
	}

	/** @return array<string, list<string>> Conditions for PostIterator; they match nothing while files are switched off. */
	private function where(): array {
		return [
			'post_type'      => [ 'attachment' ],
			'post_mime_type' => $this->is_enabled() ? FileKind::types() : [],
		];
	}

	/** Whether files are switched on, this file is not excluded, and everybody may read the post it is attached to. */
	public function is_indexable( \WP_Post $post ): bool {
		return 'attachment' === $post->post_type
			&& $this->is_enabled()
			&& in_array( $post->post_mime_type, FileKind::types(), true )
			&& 'publish' === get_post_status( $post )
			&& ( 0 === $post->post_parent || '' === (string) get_post_field( 'post_password', $post->post_parent ) )
			&& '1' !== get_post_meta( $post->ID, PostAccess::EXCLUDED, true )
			&& 1 !== preg_match( self::SOLD, (string) get_post_meta( $post->ID, '_wp_attached_file', true ) )
			&& ! $this->is_closed( dirname( (string) get_attached_file( $post->ID ) ) )
			/** This filter is documented in includes/Content/Sources/PostAccess.php */
			&& true === apply_filters( 'aaia_chatbot_may_know_post', true, $post );
	}

	/** Whether rules of a folder inside the uploads, or of a folder above it, deny access to visitors. */
	private function is_closed( string $folder ): bool {
		$uploads = wp_get_upload_dir()['basedir'];
		while ( strlen( $folder ) > strlen( $uploads ) && str_starts_with( $folder, $uploads ) ) {
			$this->closed[ $folder ] ??= is_file( $folder . '/.htaccess' ) && 1 === preg_match(
				self::CLOSED,
				(string) preg_replace( self::SOME_FILES, '', (string) file_get_contents( $folder . '/.htaccess', false, null, 0, 65_536 ) ),
			);
			if ( $this->closed[ $folder ] ) {
				return true;
			}
			$folder = dirname( $folder );
		}
		return false;
	}

	/** Real path of the file; null when the file is missing or not inside the uploads folder. */
	private function path( \WP_Post $post ): ?string {
		$path    = realpath( (string) get_attached_file( $post->ID ) );
		$uploads = realpath( wp_get_upload_dir()['basedir'] );
		return false === $path
			|| false === $uploads
			|| ! str_starts_with( $path, $uploads . DIRECTORY_SEPARATOR )
			|| ! is_file( $path )
			|| null === FileKind::from_path( $path ) ? null : $path;
	}
}
