<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\Text\HtmlText;
use Aaia\Chatbot\Content\Text\ReadingBudget;
use Aaia\Chatbot\Content\Text\ReadingFailed;
use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\OutgoingResponse;
use Aaia\Chatbot\Http\Outgoing\SafeFetch;
use Aaia\Chatbot\Http\Outgoing\WebUrl;
use Aaia\Chatbot\Language\LanguageDetector;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Text;

/** Fetches one page and extracts its text. Stores nothing. */
final class PageFetcher {

	/** Maximum bytes of a response, packed and unpacked, and of an HTML page. Larger ones are refused. */
	private const LIMIT      = 10_000_000;
	private const HTML_LIMIT = HtmlText::LIMIT;

	private const HTML = [ '', 'text/html', 'application/xhtml+xml' ];

	public function __construct(
		private readonly SafeFetch $fetch,
		private readonly RobotsCache $robots,
		private readonly HtmlText $html,
		private readonly LinkedFileReader $files,
		private readonly Clock $clock,
	) {}

	/** Fetches a page, unless robots.txt forbids it or it belongs to this site. */
	public function read( WebPage $page ): PageOutcome {
		$headers = [ 'Accept' => 'text/html, application/xhtml+xml, text/plain;q=0.8, text/markdown;q=0.8, application/pdf;q=0.7, */*;q=0.1' ];
		if ( null !== $page->content ) {
			$headers += array_filter( [ 'If-None-Match' => $page->etag, 'If-Modified-Since' => $page->last_modified ] );
		}
		try {
			$answer = $this->fetch->get( $page->url, self::LIMIT, $headers, $this->assert_allowed( ... ) );
		} catch ( CrawlForbidden $forbidden ) {
			return PageOutcome::fault( $forbidden->fault );
		} catch ( CallFailure $failure ) {
			return PageOutcome::fault( WebFault::from_call_failure( $failure->kind ) );
		}
		if ( 304 === $answer->status && null !== $page->content ) {
			return PageOutcome::unchanged( 304 );
		}
		$fault = WebFault::from_status( $answer->status );
		return null === $fault
			? $this->text( $answer )
			: PageOutcome::fault( $fault, $answer->status, $answer->retry_after( $this->clock->now() ) );
	}

	/** @throws CrawlForbidden When robots.txt forbids the URL or cannot be reached, or the URL belongs to this site. */
	private function assert_allowed( string $url ): void {
		if ( OwnSite::contains( $url ) ) {
			throw new CrawlForbidden( WebFault::OwnSite );
		}
		$robots = $this->robots->for_url( $url );
		if ( null === $robots || ! $robots->allows( WebUrl::path_and_query( $url ) ) ) {
			throw new CrawlForbidden( null === $robots ? WebFault::RobotsUnreachable : WebFault::Robots );
		}
	}

	private function text( OutgoingResponse $answer ): PageOutcome {
		$is_html = in_array( $answer->type(), self::HTML, true );
		$kind    = $this->files->kind( $answer->type() );
		if ( ! $is_html && null === $kind ) {
			return PageOutcome::fault(
				str_ends_with( $answer->type(), 'xml' ) && null !== Sitemap::parse( $answer->body ) ? WebFault::IsSitemap : WebFault::NotText,
				$answer->status,
			);
		}
		if ( $answer->is_cut || ( $is_html && strlen( $answer->body ) > self::HTML_LIMIT ) ) {
			return PageOutcome::fault( WebFault::TooLarge, $answer->status );
		}
		if ( $is_html && str_contains( substr( $answer->body, 0, 1024 ), "\0\0\0" ) ) {
			return PageOutcome::fault( WebFault::NotText, $answer->status );
		}
		$html     = $is_html ? Charset::to_utf8( $answer->body, $answer->header( 'content-type' ) ) : '';
		$metadata = PageMetadata::parse( $html, $answer->url, $answer->headers );
		if ( $metadata->is_noindex ) {
			return PageOutcome::fault( WebFault::NoIndex, $answer->status );
		}
		try {
			$sections = null === $kind ? $this->html->main_sections( $html, new ReadingBudget() ) : $this->files->sections( $kind, $answer->body );
		} catch ( ReadingFailed ) {
			return PageOutcome::fault( WebFault::TooHeavy, $answer->status );
		}
		if ( [] === array_filter( $sections, static fn( Section $section ): bool => ! Text::is_blank( $section->text ) ) ) {
			return PageOutcome::fault( $is_html ? WebFault::NoText : WebFault::NoFileText, $answer->status );
		}
		// A canonical URL on another site is ignored: it would attribute this text to that site.
		$document = null !== $metadata->canonical && WebUrl::site( $metadata->canonical ) === WebUrl::site( $answer->url )
			? $metadata->canonical
			: $answer->url;
		return PageOutcome::text(
			new PageContent(
				Text::truncate( '' === $metadata->title ? $this->name( $answer->url ) : $metadata->title, 300 ),
				'' === $metadata->language ? LanguageDetector::detect_in_document( array_column( $sections, 'text' ) ) : $metadata->language,
				$metadata->modified_at,
				$sections
			),
			$answer->status,
			$document,
			substr( $answer->header( 'etag' ), 0, 255 ),
			substr( $answer->header( 'last-modified' ), 0, 64 )
		);
	}

	/** Title of a page without one: the last part of its path. */
	private function name( string $url ): string {
		return Text::line( rawurldecode( basename( (string) wp_parse_url( $url, PHP_URL_PATH ) ) ) );
	}
}
