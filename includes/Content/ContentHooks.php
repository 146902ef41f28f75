<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Sources\HiddenFromSearch;
use Aaia\Chatbot\Content\Sources\PostAccess;
use Aaia\Chatbot\Content\Sources\PostLanguage;
use Aaia\Chatbot\Http\GuestAccess;

/**
 * Updates the index when the site's content changes. These are the hooks of WordPress itself; those of other plugins are in PluginHooks.
 */
final class ContentHooks {

	/** Options whose change affects the URLs, the language or the visibility of many posts. */
	private const OPTIONS = [ 'home', 'siteurl', 'WPLANG', ...HiddenFromSearch::OPTIONS ];

	/** Descendants of a page that are read again when its URL changes, at most. */
	private const DESCENDANTS = 1000;

	public function __construct( private readonly PostUpdates $updates ) {}

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		$hooks = [
			[ 'wp_after_insert_post', self::class, 'saved', 20 ],
			[ 'transition_post_status', self::class, 'status_changed' ],
			[ 'post_updated', self::class, 'moved' ],
			[ 'before_delete_post', PostUpdates::class, 'deleted' ],
			[ 'delete_attachment', PostUpdates::class, 'deleted' ],
			[ 'add_attachment', self::class, 'file_saved' ],
			[ 'edit_attachment', self::class, 'file_saved' ],
			[ 'wp_media_attach_action', self::class, 'file_moved' ],
			[ 'added_post_meta', self::class, 'meta_changed' ],
			[ 'updated_post_meta', self::class, 'meta_changed' ],
			[ 'deleted_post_meta', self::class, 'meta_changed' ],
			[ 'set_object_terms', self::class, 'terms_set' ],
			[ 'edited_term', self::class, 'term_changed' ],
			[ 'delete_term', self::class, 'term_deleted' ],
			[ 'profile_update', self::class, 'author_changed' ],
			[ 'aaia_chatbot_settings_saved', self::class, 'settings_saved' ],
			[ 'permalink_structure_changed', PostUpdates::class, 'reindex_all' ],
			[ 'update_option_page_on_front', self::class, 'pages_swapped' ],
			[ 'update_option_page_for_posts', self::class, 'pages_swapped' ],
		];
		foreach ( self::OPTIONS as $option ) {
			$hooks[] = [ 'update_option_' . $option, PostUpdates::class, 'reindex_all' ];
		}
		return $hooks;
	}

	/**
	 * Starts a full sync after the owner changed which content is read, or whether a closed site is read.
	 *
	 * @param list<string> $changed Names of settings.
	 */
	public function settings_saved( array $changed ): void {
		if ( [] !== array_intersect( [ ContentSettings::POST_TYPES, ContentSettings::FILES, GuestAccess::SETTING ], $changed ) ) {
			$this->updates->reindex_all();
		}
	}

	/**
	 * Runs after a post, its terms and its fields were saved. This includes status changes, scheduled publication and restoring from the
	 * trash.
	 */
	public function saved( int $post_id, \WP_Post $post ): void {
		if ( 'wp_block' === $post->post_type && 'publish' === $post->post_status ) {
			// Any page may contain this synced pattern.
			$this->updates->reindex_all();
		} elseif (
			! wp_is_post_revision( $post_id )
			&& ! wp_is_post_autosave( $post_id )
			&& 'auto-draft' !== $post->post_status
			&& is_post_type_viewable( $post->post_type )
		) {
			$this->updates->changed( $post_id );
		}
	}

	/** Removes a post at once when it is unpublished, also by code that does not save the post. */
	public function status_changed( string $now, string $before, \WP_Post $post ): void {
		if ( 'publish' === $before && 'publish' !== $now ) {
			$this->updates->hidden( $post->ID );
		}
	}

	/** Updates the pages below a page whose slug or parent changed, because their URLs changed too. */
	public function moved( int $post_id, \WP_Post $after, \WP_Post $before ): void {
		if (
			is_post_type_hierarchical( $after->post_type )
			&& ( $after->post_name !== $before->post_name || $after->post_parent !== $before->post_parent )
		) {
			$this->updates->defer_all( $this->descendants( $post_id, $after->post_type ) );
		}
	}

	/** A file was added to the media library, or its details changed. */
	public function file_saved( int $post_id ): void {
		$this->updates->changed( $post_id );
	}

	/** A file was attached to a post or detached from it, which can change who may read it. */
	public function file_moved( string $action, int $post_id ): void {
		$this->updates->changed( $post_id );
	}

	/** Updates a post when a field changes that decides whether and how it is indexed. */
	public function meta_changed( mixed $meta_id, int $post_id, string $key ): void {
		if (
			in_array( $key, [ PostLanguage::META, PostAccess::EXCLUDED, ...HiddenFromSearch::FIELDS ], true )
			&& 'publish' === get_post_status( $post_id )
		) {
			$this->updates->changed( $post_id );
		}
	}

	/**
	 * Updates a post whose terms changed without a save: its categories, or its language in Polylang.
	 *
	 * @param array<mixed>      $terms
	 * @param array<int|string> $ids
	 * @param array<int|string> $before
	 */
	public function terms_set( int $post_id, array $terms, array $ids, string $taxonomy, bool $append, array $before ): void {
		$changed = [] !== array_diff( $ids, $before ) || ! $append && [] !== array_diff( $before, $ids );
		if ( $changed && $this->is_relevant_taxonomy( $taxonomy ) && 'publish' === get_post_status( $post_id ) ) {
			$this->updates->defer( $post_id );
		}
	}

	/** Updates the posts of a renamed term and of the terms below it, whose URLs may have changed. */
	public function term_changed( int $term_id, int $row, string $taxonomy ): void {
		if ( $this->is_relevant_taxonomy( $taxonomy ) ) {
			$below = is_taxonomy_hierarchical( $taxonomy ) ? get_term_children( $term_id, $taxonomy ) : [];
			$posts = get_objects_in_term( [ $term_id, ...( is_array( $below ) ? $below : [] ) ], $taxonomy );
			$this->updates->defer_all( array_map( intval( ... ), is_array( $posts ) ? $posts : [] ) );
		}
	}

	/** @param array<int|string> $posts Ids of the posts that had the term. */
	public function term_deleted( int $term_id, int $row, string $taxonomy, mixed $term, array $posts ): void {
		if ( $this->is_relevant_taxonomy( $taxonomy ) ) {
			$this->updates->defer_all( array_map( intval( ... ), $posts ) );
		}
	}

	/** Starts a full sync when an author's slug changed and post URLs contain it. */
	public function author_changed( int $user_id, \WP_User $before ): void {
		$now = get_userdata( $user_id );
		if (
			false !== $now
			&& $now->user_nicename !== $before->user_nicename
			&& str_contains( (string) get_option( 'permalink_structure' ), '%author%' )
		) {
			$this->updates->reindex_all();
		}
	}

	/** Updates the old and the new front page or posts page: the URLs of both changed. */
	public function pages_swapped( mixed $before, mixed $now ): void {
		$this->updates->defer_all( array_filter( [ (int) $before, (int) $now ] ) );
	}

	private function is_relevant_taxonomy( string $taxonomy ): bool {
		return 'language' === $taxonomy || 'product_visibility' === $taxonomy || is_taxonomy_viewable( $taxonomy );
	}

	/** @return list<int> */
	private function descendants( int $post_id, string $type ): array {
		$found  = [];
		$parent = [ $post_id ];
		while ( [] !== $parent && count( $found ) < self::DESCENDANTS ) {
			$parent = array_values( array_diff( array_map( intval( ... ), get_posts( [
				'post_type'       => $type,
				'post_status'     => 'publish',
				'post_parent__in' => $parent,
				'fields'          => 'ids',
				'numberposts'     => self::DESCENDANTS,
			] ) ), $found ) );
			array_push( $found, ...$parent );
		}
		return $found;
	}
}
