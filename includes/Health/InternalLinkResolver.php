<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\WebUrl;

/** Resolves links within this site from the data of WordPress, without a request. */
final class InternalLinkResolver {

	/** Whether an address belongs to this site. */
	public function is_internal( string $url ): bool {
		return WebUrl::site( $url ) === WebUrl::site( (string) WebUrl::normalised( home_url( '/' ) ) );
	}

	/**
	 * Resolves a link: Alive, Dead, or Unknown when only a request can tell.
	 *
	 * Dead are pages that are not public and addresses that match no rewrite rule; another plugin may still redirect the
	 * latter, so LinkChecker confirms them by a request when it may send one.
	 */
	public function resolve( string $url ): LinkCheckResult {
		$path = $this->path( $url );
		if ( '' === $path && ! str_contains( $url, '?' ) || $this->is_own_file( $path ) ) {
			return new LinkCheckResult( LinkState::Alive );
		}
		if ( 1 === preg_match( '#^(?:wp-admin|wp-login\.php|wp-json|feed|wp-content|wp-includes)(?:/|$)#', $path ) ) {
			return new LinkCheckResult( str_starts_with( $path, 'wp-content' ) ? LinkState::Unknown : LinkState::Alive );
		}
		$post = url_to_postid( $url );
		if ( $post > 0 ) {
			return is_post_publicly_viewable( $post )
				? new LinkCheckResult( LinkState::Alive )
				: new LinkCheckResult( LinkState::Dead, get_post( $post ) instanceof \WP_Post ? 'unpublished' : 'missing' );
		}
		if ( 1 === preg_match( '/[?&](?:p|page_id)=\d+/', $url ) ) {
			return new LinkCheckResult( LinkState::Dead, 'missing' );
		}
		$known = $this->match_rewrite_rules( $path );
		if ( LinkState::Dead !== $known ) {
			return new LinkCheckResult( $known );
		}
		return $this->match_slug( $path );
	}

	/** Path relative to the site's home, without slashes at its ends. */
	private function path( string $url ): string {
		$path = rawurldecode( (string) wp_parse_url( $url, PHP_URL_PATH ) );
		$home = rtrim( (string) wp_parse_url( home_url( '/' ), PHP_URL_PATH ), '/' );
		$path = '' !== $home && str_starts_with( $path . '/', $home . '/' ) ? substr( $path, strlen( $home ) ) : $path;
		return trim( (string) preg_replace( '#^/?index\.php/?#', '', $path ), '/' );
	}

	/** Whether a path is an existing file of the site, such as a PDF of the media library. */
	private function is_own_file( string $path ): bool {
		if ( '' === $path || str_contains( $path, '..' ) || 1 === preg_match( '/\.php$/i', $path ) ) {
			return false;
		}
		$uploads = wp_get_upload_dir();
		$below   = trim( (string) wp_parse_url( $uploads['baseurl'], PHP_URL_PATH ), '/' );
		if ( '' !== $below && str_starts_with( $path, $below . '/' ) && is_file( $uploads['basedir'] . substr( $path, strlen( $below ) ) ) ) {
			return true;
		}
		return is_file( ABSPATH . $path );
	}

	/**
	 * Matches a path against the rewrite rules: Alive for an existing archive, Unknown when only a request can tell, Dead without a match.
	 */
	private function match_rewrite_rules( string $path ): LinkState {
		/** @var \WP_Rewrite $rewrite */
		$rewrite = $GLOBALS['wp_rewrite'];
		$rules   = $rewrite->wp_rewrite_rules();
		if ( ! is_array( $rules ) ) {
			return LinkState::Unknown;
		}
		foreach ( $rules as $match => $query ) {
			// phpcs:ignore WordPress.PHP.NoSilencedErrors -- another plugin's rule.
			if ( 1 !== @preg_match( '#^' . $match . '#', $path, $found ) ) {
				continue;
			}
			wp_parse_str( \WP_MatchesMapRegex::apply( (string) preg_replace( '!^.+\?!', '', (string) $query ), $found ), $asked );
			$state = $this->match_query( $asked );
			if ( LinkState::Dead !== $state ) {
				return $state;
			}
			if ( ! isset( $asked['pagename'] ) && ! isset( $asked['name'] ) && ! isset( $asked['attachment'] ) ) {
				return LinkState::Dead;
			}
		}
		return LinkState::Dead;
	}

	/** @param array<array-key, mixed> $asked Query variables of a matching rule. */
	private function match_query( array $asked ): LinkState {
		$asked = array_filter( $asked, static fn( mixed $value ): bool => is_string( $value ) && '' !== $value );
		foreach ( get_taxonomies( [ 'public' => true ], 'objects' ) as $taxonomy ) {
			$slug = is_string( $taxonomy->query_var ) ? ( $asked[ $taxonomy->query_var ] ?? '' ) : '';
			if ( is_string( $slug ) && '' !== $slug ) {
				$parts = explode( '/', $slug );
				return get_term_by( 'slug', (string) end( $parts ), $taxonomy->name ) instanceof \WP_Term ? LinkState::Alive : LinkState::Dead;
			}
		}
		if ( isset( $asked['author_name'] ) ) {
			return get_user_by( 'slug', (string) $asked['author_name'] ) instanceof \WP_User ? LinkState::Alive : LinkState::Dead;
		}
		$singular = array_intersect_key( $asked, array_flip( [ 'pagename', 'name', 'attachment', 'p', 'page_id' ] ) );
		foreach ( get_post_types( [ 'public' => true ], 'objects' ) as $type ) {
			$name = is_string( $type->query_var ) ? ( $asked[ $type->query_var ] ?? null ) : null;
			if ( null !== $name ) {
				$singular[ (string) $type->query_var ] = $name;
			}
		}
		return [] === $singular ? LinkState::Unknown : LinkState::Dead;
	}

	/** Looks for an unpublished, deleted or moved page with the slug of a path. */
	private function match_slug( string $path ): LinkCheckResult {
		$name  = sanitize_title( basename( $path ) );
		$types = get_post_types( [ 'public' => true ] );
		if (
			'' !== $name
			&& [] !== get_posts( [
				'post_type' => $types,
				'post_status' => [ 'draft', 'pending', 'private', 'future' ],
				'name' => $name,
				'numberposts' => 1,
				'fields' => 'ids',
			] )
		) {
			return new LinkCheckResult( LinkState::Dead, 'unpublished' );
		}
		if (
			'' !== $name
			&& [] !== get_posts( [
				'post_type' => $types,
				'post_status' => 'trash',
				'name' => $name . '__trashed',
				'numberposts' => 1,
				'fields' => 'ids',
			] )
		) {
			return new LinkCheckResult( LinkState::Dead, 'unpublished' );
		}
		// phpcs:ignore WordPress.DB.SlowDBQuery -- how core itself finds moved posts; rare, and never on a page of the site.
		$moved = '' === $name ? [] : get_posts( [
			'post_type' => $types,
			'post_status' => 'publish',
			'meta_key' => '_wp_old_slug',
			'meta_value' => $name,
			'numberposts' => 1,
			'fields' => 'ids',
		] );
		return [] === $moved ? new LinkCheckResult( LinkState::Dead, 'missing' ) : new LinkCheckResult( LinkState::Alive );
	}
}
