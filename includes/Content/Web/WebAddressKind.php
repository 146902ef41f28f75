<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

/** What is crawled at an address. */
enum WebAddressKind: string {

	/** Only this page. */
	case Page = 'page';

	/** All pages of a sitemap. If the address is a site's home page, all pages of its sitemaps. */
	case Sitemap = 'sitemap';
}
