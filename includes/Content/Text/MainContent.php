<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

/**
 * Finds the part of a whole page that says what the page is about, and what around and in it is only furniture.
 *
 * Text counts when it stands outside of links and is longer than a label. The part is the page's own `main` or `article` when that
 * holds a fair share of the text; otherwise the innermost element that holds most of it. Nothing but menus and footers that holds half
 * of the text is ever taken for furniture, so that pages whose form or sidebar wraps everything are read.
 *
 * Elements are known by their number among the opening tags, which a second reader of the same page counts alike. Takes linear time.
 */
final class MainContent {

	/** Opening tags looked at; what comes after belongs to nothing. */
	private const TAGS = 200_000;

	/** Elements within elements that are told apart. */
	private const DEPTH = 256;

	/** Bytes from which a piece of text is more than a label. */
	private const LABEL = 25;

	private const BOILERPLATE = [ 'NAV', 'FOOTER', 'ASIDE', 'FORM', 'BUTTON', 'SELECT', 'SVG', 'MATH', 'DIALOG', 'TEMPLATE', 'IFRAME', 'OBJECT', 'NOSCRIPT', 'AUDIO', 'VIDEO', 'CANVAS', 'MENU', 'HEADER' ];

	/** Furniture that some pages write what they say in; it is left out wherever it stands, if it does not hold most of the text. */
	private const ROLES = [ 'navigation', 'banner', 'contentinfo', 'complementary', 'search', 'dialog', 'alertdialog', 'menu', 'menubar', 'toolbar', 'tablist' ];

	/** Classes and ids of furniture, as whole words. */
	private const WORDS = '/(?:^|[\s_-])(?:cookies?|consent|gdpr|rgpd|breadcrumbs?|skip-link|skip-to-content|sharedaddy|share|sharing|social-(?:links|share|media|icons)|newsletter|popup|sidebar|related-posts|pagination|pager|comments|advert|adsbygoogle|toc|screen-reader-text|sr-only|visually-hidden|wp-block-navigation|jp-relatedposts|ez-toc-container|addtoany_share_save_container|headerlink|edit-link|mw-editsection)(?:$|[\s_-])/i';

	/** Classes that name furniture only to say that something else is there: `content-with-sidebar`, `no-cookies`. */
	private const BESIDE = '/\S*(?:^|[\s_-])(?:no|not|has|with|without|content|main|page|wrapper|container)(?:$|(?=[\s_-]))\S*/i';

	/** Asides that are part of the text: notes and warnings of manuals. */
	private const NOTES = '/note|tip|warn|caution|callout|admonition|info|important|danger|alert/i';

	/** Elements that are never a part by themselves. */
	private const PLAIN = [ 'HTML', 'BODY', 'HEAD', 'P', 'B', 'I', 'EM', 'STRONG', 'TR', 'TD', 'LI' ];

	private const VOID = [ 'AREA', 'BASE', 'BR', 'COL', 'EMBED', 'HR', 'IMG', 'INPUT', 'LINK', 'META', 'SOURCE', 'TRACK', 'WBR' ];

	/** Elements that end where the next of their kind begins. */
	private const SELF_ENDING = [ 'P', 'LI', 'TR', 'TD', 'TH', 'DT', 'DD', 'OPTION' ];

	/**
	 * @param ?int            $root     Number of the tag the part begins with; null for the whole page.
	 * @param array<int, int> $left_out Numbers of tags whose elements are furniture, as keys.
	 */
	private function __construct(
		public readonly ?int $root,
		public readonly array $left_out,
	) {}

	/**
	 * @param string         $html   A whole page, UTF-8.
	 * @param ?ReadingBudget $budget What reading it may cost; without one only the tags are bounded.
	 *
	 * @throws ReadingFailed When the budget is spent.
	 */
	public static function find( string $html, ?ReadingBudget $budget = null ): self {
		$tokens = new \WP_HTML_Tag_Processor( $html );
		$number = -1;
		$open   = [];
		$opened = [];
		$parent = [];
		$names  = [];
		$text   = [];
		$links  = [];
		$marked = [];
		while ( $tokens->next_token() ) {
			$budget?->step();
			if ( '#text' === $tokens->get_token_type() ) {
				$top = end( $open );
				if ( false !== $top ) {
					$length = strlen( trim( $tokens->get_modifiable_text() ) );
					if ( self::is_in_link( $open, $names ) ) {
						$links[ $top ] = ( $links[ $top ] ?? 0 ) + $length;
					} elseif ( $length >= self::LABEL ) {
						$text[ $top ] = ( $text[ $top ] ?? 0 ) + $length;
					}
				}
				continue;
			}
			if ( '#tag' !== $tokens->get_token_type() ) {
				continue;
			}
			$name = (string) $tokens->get_token_name();
			if ( $tokens->is_tag_closer() ) {
				self::close( $open, $opened, $names, $name );
				continue;
			}
			if ( ++$number >= self::TAGS ) {
				break;
			}
			if ( in_array( $name, self::SELF_ENDING, true ) && [] !== $open && $names[ end( $open ) ] === $name ) {
				array_pop( $open );
				--$opened[ $name ];
			}
			$top               = end( $open );
			$parent[ $number ] = false === $top ? -1 : $top;
			$names[ $number ]  = $name;
			$kind              = self::kind( $tokens, $name );
			if ( null !== $kind ) {
				$marked[ $number ] = $kind;
			}
			if ( ! in_array( $name, self::VOID, true ) && count( $open ) < self::DEPTH ) {
				$open[]          = $number;
				$opened[ $name ] = ( $opened[ $name ] ?? 0 ) + 1;
			}
		}
		return self::choose( $parent, $names, $text, $links, $marked );
	}

	/** What an element is by its name and attributes: 'main', 'article', 'boilerplate', or nothing of these. */
	private static function kind( \WP_HTML_Tag_Processor $tokens, string $name ): ?string {
		if ( in_array( $name, self::PLAIN, true ) || in_array( $name, self::VOID, true ) ) {
			return null;
		}
		$role = strtolower( self::attribute( $tokens, 'role' ) );
		if ( 'MAIN' === $name || 'main' === $role ) {
			return 'main';
		}
		if ( 'ARTICLE' === $name || 'article' === $role || 'articleBody' === self::attribute( $tokens, 'itemprop' ) ) {
			return 'article';
		}
		if ( null !== $tokens->get_attribute( 'hidden' ) || 'true' === $tokens->get_attribute( 'aria-hidden' ) || in_array( $role, self::ROLES, true ) ) {
			return 'boilerplate';
		}
		$words = substr( self::attribute( $tokens, 'class' ), 0, 300 ) . ' ' . substr( self::attribute( $tokens, 'id' ), 0, 100 );
		if ( in_array( $name, self::BOILERPLATE, true ) ) {
			return 'ASIDE' === $name && 1 === preg_match( self::NOTES, $words . ' ' . $role ) ? null : ( 'HEADER' === $name ? 'header' : 'boilerplate' );
		}
		return 1 === preg_match( self::WORDS, $words ) && 1 === preg_match( self::WORDS, (string) preg_replace( self::BESIDE, ' ', $words ) ) ? 'boilerplate' : null;
	}

	/**
	 * @param array<int, int>    $parent
	 * @param array<int, string> $names
	 * @param array<int, int>    $text   Bytes of text by element, without those inside.
	 * @param array<int, int>    $links  Bytes of text in links, likewise.
	 * @param array<int, string> $marked
	 */
	private static function choose( array $parent, array $names, array $text, array $links, array $marked ): self {
		$all      = self::summed( $parent, $text, [] );
		$whole    = max( 1, array_sum( $text ) );
		$left_out = [];
		foreach ( $marked as $number => $kind ) {
			if ( 'boilerplate' === $kind && ( $all[ $number ] ?? 0 ) < 0.5 * $whole ) {
				$left_out[ $number ] = 1;
			}
		}
		// A short page has a long footer all the same, if anything is left without it.
		$ends = array_fill_keys( array_keys( array_filter( $marked, static fn( string $kind, int $number ): bool => 'boilerplate' === $kind && in_array( $names[ $number ], [ 'FOOTER', 'NAV' ], true ), ARRAY_FILTER_USE_BOTH ) ), 1 );
		if ( self::summed( $parent, $text, $left_out + $ends )[-1] >= self::LABEL ) {
			$left_out += $ends;
		}
		$marked = array_filter( $marked, static fn( int $number ): bool => ! self::is_within( $parent, $number, $left_out ), ARRAY_FILTER_USE_KEY );
		$kept   = self::summed( $parent, $text, $left_out );
		$total  = max( 1, $kept[-1] ?? 0 );
		$root   = self::largest( $marked, $kept, 'main', max( self::LABEL, (int) ( 0.2 * $total ) ) );
		if ( null !== $root ) {
			$article = self::largest( $marked, $kept, 'article', (int) ( 0.6 * $kept[ $root ] ) );
			return new self( null !== $article && self::is_within( $parent, $article, [ $root => 1 ] ) ? $article : $root, $left_out );
		}
		$root = self::largest( $marked, $kept, 'article', (int) ( 0.5 * $total ) );
		if ( null !== $root ) {
			return new self( $root, $left_out );
		}
		return self::densest( $parent, $names, $text, $links, $marked, $left_out, $whole );
	}

	/**
	 * No element says that it is the main one: what is full of links, and headers, are furniture too, and the innermost element with most of the rest is the part.
	 *
	 * @param array<int, int>    $parent
	 * @param array<int, string> $names
	 * @param array<int, int>    $text
	 * @param array<int, int>    $links
	 * @param array<int, string> $marked
	 * @param array<int, int>    $left_out
	 */
	private static function densest( array $parent, array $names, array $text, array $links, array $marked, array $left_out, int $whole ): self {
		$all   = self::summed( $parent, $text, $left_out );
		$linked = self::summed( $parent, $links, [] );
		foreach ( $names as $number => $name ) {
			$is_full_of_links = in_array( $name, [ 'UL', 'OL', 'DIV', 'TD', 'TABLE', 'SECTION' ], true ) && ( $linked[ $number ] ?? 0 ) > 100 && ( $linked[ $number ] ?? 0 ) > 3 * ( $all[ $number ] ?? 0 );
			if ( ( $is_full_of_links || 'header' === ( $marked[ $number ] ?? '' ) ) && ( $all[ $number ] ?? 0 ) < 0.5 * $whole ) {
				$left_out[ $number ] = 1;
			}
		}
		$kept = self::summed( $parent, $text, $left_out );
		$root = null;
		foreach ( $kept as $number => $sum ) {
			// Two elements beside one another cannot both hold most of it, so the last one is the innermost.
			if ( $number >= 0 && $sum >= 0.7 * max( 1, $kept[-1] ) && ( null === $root || $number > $root ) && ! self::is_within( $parent, $number, $left_out ) ) {
				$root = $number;
			}
		}
		while ( null !== $root && in_array( $names[ $root ], [ 'P', 'LI', 'TR', 'A', 'SPAN', 'B', 'I', 'EM', 'STRONG' ], true ) ) {
			$root = $parent[ $root ] >= 0 ? $parent[ $root ] : null;
		}
		return new self( $root, $left_out );
	}

	/**
	 * Sums with everything inside; what is left out counts for nothing around it. The key -1 is the whole page.
	 *
	 * @param array<int, int> $parent
	 * @param array<int, int> $own
	 * @param array<int, int> $left_out
	 *
	 * @return array<int, int>
	 */
	private static function summed( array $parent, array $own, array $left_out ): array {
		$sums = $own + [ -1 => 0 ];
		// What is inside comes after what it is in.
		for ( $number = count( $parent ) - 1; $number >= 0; $number-- ) {
			if ( isset( $sums[ $number ] ) && ! isset( $left_out[ $number ] ) ) {
				$sums[ $parent[ $number ] ] = ( $sums[ $parent[ $number ] ] ?? 0 ) + $sums[ $number ];
			}
		}
		return $sums;
	}

	/**
	 * @param array<int, string> $marked
	 * @param array<int, int>    $sums
	 */
	private static function largest( array $marked, array $sums, string $kind, int $at_least ): ?int {
		$best = null;
		foreach ( $marked as $number => $its ) {
			if ( $its === $kind && ( $sums[ $number ] ?? 0 ) >= max( 1, $at_least ) && ( null === $best || $sums[ $number ] >= $sums[ $best ] ) ) {
				$best = $number;
			}
		}
		return $best;
	}

	/**
	 * Whether an element is one of some, or inside one.
	 *
	 * @param array<int, int> $parent
	 * @param array<int, int> $some   By number.
	 */
	private static function is_within( array $parent, int $number, array $some ): bool {
		while ( $number >= 0 && ! isset( $some[ $number ] ) ) {
			$number = $parent[ $number ];
		}
		return $number >= 0;
	}

	/**
	 * @param list<int>          $open
	 * @param array<int, string> $names
	 */
	private static function is_in_link( array $open, array $names ): bool {
		foreach ( array_slice( $open, -6 ) as $number ) {
			if ( 'A' === $names[ $number ] ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Closes the innermost element of a name and all inside it; an end without a beginning does nothing, and costs nothing.
	 *
	 * @param list<int>          $open
	 * @param array<string, int> $opened How many are open, by name.
	 * @param array<int, string> $names
	 */
	private static function close( array &$open, array &$opened, array $names, string $name ): void {
		$closed = '';
		while ( ( $opened[ $name ] ?? 0 ) > 0 && $closed !== $name ) {
			$closed = $names[ array_pop( $open ) ] ?? $name;
			$opened[ $closed ] = ( $opened[ $closed ] ?? 0 ) - 1;
		}
	}

	private static function attribute( \WP_HTML_Tag_Processor $tokens, string $name ): string {
		$value = $tokens->get_attribute( $name );
		return is_string( $value ) ? $value : '';
	}
}
